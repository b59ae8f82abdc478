//! Stand-ins for the three providers and a mail server, on loopback: the same formats, signatures, states and limits, and the
//! same misbehaviour, as far as their documentation and their own published clients tell. Nothing here is real.
//!
//! Each server has its own state and its own secrets; a test talks to it through its handle, a person through its pages, and
//! both can make it misbehave (see [`misbehave`]).

pub mod around;
pub mod certifier;
pub mod classmarker;
pub mod load;
pub mod mail;
pub mod misbehave;
pub mod port;
pub mod postgres;
pub mod secrets;
pub mod stripe;
pub mod walk;
mod webhook;

pub use certifier::Certifier;
pub use classmarker::ClassMarker;
pub use mail::MailServer;
pub use misbehave::{Misbehaviour, Mischief};
pub use port::Port;
pub use stripe::Stripe;
pub use webhook::{Delivery, Hooks};

use axum::Router;
use std::net::SocketAddr;
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A server on a loopback port; it ends with this value.
pub struct Served {
    pub address: SocketAddr,
    task: JoinHandle<()>,
}

impl Served {
    /// Serves a router, with mischief before it, on `port` of loopback; 0 takes a free one.
    pub async fn start(port: u16, router: Router, mischief: &Mischief) -> std::io::Result<Self> {
        let layer = axum::middleware::from_fn_with_state(mischief.clone(), misbehave::layer);
        Self::start_with(port, router.merge(mischief.routes()).layer(layer)).await
    }

    /// The same for a router that has its mischief within it.
    pub async fn start_with(port: u16, router: Router) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        let address = listener.local_addr()?;
        let task = tokio::spawn(async move {
            // It ends when its task does.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self { address, task })
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// UNIX seconds, as this machine has them.
pub fn now_s() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
