//! The registrar: the small server between the app and the providers. It holds their secrets; the app never does.
//!
//! A process keeps nothing of its own: several may run on one PostgreSQL. What a candidate does, a provider reports or time
//! brings about is one transaction; what must be asked of a provider is written down as work (see [`work`]) and done by lease.

pub mod audit;
pub mod candidate;
pub mod casework;
pub mod check;
pub mod clock;
pub mod config;
pub mod core;
pub mod credential;
pub mod db;
pub mod faults;
mod hosts;
pub mod http;
pub mod identity;
pub mod keys;
pub mod mail;
pub mod providers;
pub mod result;
mod retention;
pub mod seat;
pub mod signin;
mod sweep;
pub mod trouble;
pub mod work;

use crate::clock::Clock;
use crate::config::Settings;
use crate::core::Core;
use crate::trouble::Trouble;
use crate::work::JobKind;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Pieces of work that one process does at a time.
const WORKERS: usize = 6;

/// A running registrar.
pub struct Registrar {
    pub address: SocketAddr,
    pub core: Core,
    stop: watch::Sender<bool>,
    server: JoinHandle<std::io::Result<()>>,
    workers: Vec<JoinHandle<()>>,
}

/// Opens everything, listens, and begins to work.
pub async fn start(settings: Settings, clock: Clock) -> Result<Registrar, Trouble> {
    let listen = settings.server.listen.clone();
    let core = Core::open(settings, clock).await?;
    let mut tx = core.db.begin().await?;
    for kind in [JobKind::FeedPoll, JobKind::Sweep] {
        work::enqueue(&mut tx, kind, "all", core.now_ms()).await?;
    }
    tx.commit().await?;
    let listener = TcpListener::bind(&listen)
        .await
        .map_err(|e| Trouble::config(format!("[server] listen: {listen} cannot be had: {e}")))?;
    let address = listener.local_addr().map_err(|e| Trouble::config(e.to_string()))?;
    let (stop, stopped) = watch::channel(false);
    let workers = (0..WORKERS).map(|_| tokio::spawn(work::worker(core.clone(), stopped.clone()))).collect();
    let service = http::router(core.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let mut until = stopped;
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        let _ = until.wait_for(|stop| *stop).await;
    });
    let server = tokio::spawn(std::future::IntoFuture::into_future(server));
    Ok(Registrar { address, core, stop, server, workers })
}

impl Registrar {
    /// Ends what has begun (for at most half a minute), takes on nothing new, and closes.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        let ended = async {
            let _ = self.server.await;
            for worker in self.workers {
                let _ = worker.await;
            }
        };
        if tokio::time::timeout(Duration::from_secs(30), ended).await.is_err() {
            tracing::warn!("not everything ended in time");
        }
        self.core.db.close().await;
        let (transactions, statements) = db::work_done();
        tracing::info!(transactions, statements, "closed");
    }
}
