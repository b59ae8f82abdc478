//! A port of loopback that stays with whoever holds it.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpSocket;

/// A free port, held until this value goes: bound, but not listened at. The server it is for can bind it beside this, as
/// often as it is started; meanwhile the system gives it to nobody who asks for any port.
#[derive(Debug)]
pub struct Port {
    pub address: SocketAddr,
    _held: TcpSocket,
}

impl Port {
    pub fn hold() -> io::Result<Port> {
        let held = TcpSocket::new_v4()?;
        // Servers bind with the same option, which is what lets them in beside this.
        held.set_reuseaddr(true)?;
        held.bind((Ipv4Addr::LOCALHOST, 0).into())?;
        Ok(Port { address: held.local_addr()?, _held: held })
    }

    /// Its address as a server of the registrar's or a stand-in's has it.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

#[cfg(test)]
mod tests {
    use super::Port;
    use std::collections::HashSet;
    use std::net::{TcpListener, TcpStream};

    #[test]
    fn a_server_comes_and_goes_at_a_held_port() {
        let port = Port::hold().unwrap();
        assert!(TcpStream::connect(port.address).is_err(), "nobody listens yet");
        for _ in 0..3 {
            let server = TcpListener::bind(port.address).unwrap();
            let client = TcpStream::connect(port.address).unwrap();
            drop((server.accept().unwrap(), client));
        }
        assert!(TcpStream::connect(port.address).is_err(), "nobody listens any more");
    }

    #[test]
    fn nobody_else_is_given_a_held_port() {
        let held: Vec<Port> = (0..200).map(|_| Port::hold().unwrap()).collect();
        let ports: HashSet<u16> = held.iter().map(|port| port.address.port()).collect();
        assert_eq!(ports.len(), held.len());
        let others: Vec<TcpListener> = (0..500).map(|_| TcpListener::bind("127.0.0.1:0").unwrap()).collect();
        assert!(others.iter().all(|other| !ports.contains(&other.local_addr().unwrap().port())));
    }
}
