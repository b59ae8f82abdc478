//! What every room works with: settings, database, clock, keys, and the providers' clients.

use crate::clock::Clock;
use crate::config::Settings;
use crate::db::Db;
use crate::http::Limiter;
use crate::keys::{self, Keys};
use crate::mail::Mailer;
use crate::providers::{CertifierClient, ClassMarkerClient, StripeClient};
use crate::trouble::Trouble;
use crate::work::JobKind;
use std::collections::HashSet;
use std::ops::Deref;
use std::sync::{Arc, Mutex};
use tokio::sync::Notify;

/// Clones share everything. A process holds nothing that another process of the same database would miss.
#[derive(Clone)]
pub struct Core(Arc<Shared>);

pub struct Shared {
    pub settings: Settings,
    pub db: Db,
    pub clock: Clock,
    pub keys: Keys,
    pub stripe: StripeClient,
    pub classmarker: ClassMarkerClient,
    pub certifier: CertifierClient,
    pub mailer: Mailer,
    /// The number of the settings' programme.
    pub programme_version: i64,
    /// This process, among several.
    pub process: String,
    /// Rings when there may be work.
    pub bell: Notify,
    pub limiter: Limiter,
    /// The work that this process is at. A lease that seems over because the clock was set forward is not taken up again here.
    pub at_work: Mutex<HashSet<(JobKind, String)>>,
}

impl Deref for Core {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl Core {
    /// Opens the database, brings it up to date and writes down the programme if it is a new one.
    pub async fn open(settings: Settings, clock: Clock) -> Result<Self, Trouble> {
        // A second choice of the same provider is no trouble.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let db = Db::open(&settings.database).await?;
        let programme_version = crate::candidate::programme::keep(&db, &settings.programme, clock.now_ms()).await?;
        Ok(Self(Arc::new(Shared {
            keys: Keys::new(settings.secrets.server_key.clone()),
            stripe: StripeClient::new(&settings)?,
            classmarker: ClassMarkerClient::new(&settings, clock.clone())?,
            certifier: CertifierClient::new(&settings)?,
            mailer: Mailer::new(&settings)?,
            programme_version,
            process: keys::new_id(),
            bell: Notify::new(),
            at_work: Mutex::default(),
            limiter: Limiter::new(settings.server.requests_per_minute),
            settings,
            db,
            clock,
        })))
    }

    pub fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }
}
