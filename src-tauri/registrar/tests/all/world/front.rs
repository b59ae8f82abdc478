//! What stands before several registrars, or between one and its database.

use sandbox::Port;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// Passes each connection on to the next of several addresses, in turn; can be cut.
pub struct Front {
    pub address: SocketAddr,
    cut: Arc<AtomicBool>,
}

impl Front {
    pub async fn start(behind: Vec<SocketAddr>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let cut = Arc::new(AtomicBool::new(false));
        let is_cut = cut.clone();
        tokio::spawn(async move {
            let next = AtomicUsize::new(0);
            let mut connections = JoinSet::new();
            loop {
                tokio::select! {
                    accepted = listener.accept() => {
                        let Ok((mut from, _)) = accepted else { return };
                        if is_cut.load(Ordering::SeqCst) {
                            continue;
                        }
                        let to = behind[next.fetch_add(1, Ordering::SeqCst) % behind.len()];
                        connections.spawn(async move {
                            if let Ok(mut to) = TcpStream::connect(to).await {
                                let _ = copy_bidirectional(&mut from, &mut to).await;
                            }
                        });
                    }
                    () = tokio::time::sleep(std::time::Duration::from_millis(20)) => {
                        if is_cut.load(Ordering::SeqCst) {
                            connections.abort_all();
                        }
                        while connections.try_join_next().is_some() {}
                    }
                }
            }
        });
        Self { address, cut }
    }

    /// Breaks every connection and takes no new one, until [`Front::mend`].
    pub fn cut(&self) {
        self.cut.store(true, Ordering::SeqCst);
    }

    pub fn mend(&self) {
        self.cut.store(false, Ordering::SeqCst);
    }
}

/// A door before one address, at a port of its own: shut, nobody listens there and a connection is refused.
pub struct Door {
    pub address: SocketAddr,
    _port: Port,
    listening: Option<tokio::task::JoinHandle<()>>,
}

impl Door {
    /// Shut, at a port that nobody else is given.
    pub fn shut() -> Self {
        let port = Port::hold().unwrap();
        Self { address: port.address, _port: port, listening: None }
    }

    /// From now on what comes is passed on.
    pub async fn open(&mut self, behind: SocketAddr) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        self.listening = Some(tokio::spawn(async move {
            while let Ok((mut from, _)) = listener.accept().await {
                tokio::spawn(async move {
                    if let Ok(mut to) = TcpStream::connect(behind).await {
                        let _ = copy_bidirectional(&mut from, &mut to).await;
                    }
                });
            }
        }));
    }

    /// From now on nobody listens; connections that are there go on to their end.
    pub async fn close(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.abort();
            let _ = listening.await;
        }
    }
}
