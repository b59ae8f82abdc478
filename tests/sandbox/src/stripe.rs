//! Stand-in for Stripe.

use crate::{Hooks, Mischief, Served};
use axum::Router;

pub struct Stripe {
    pub served: Served,
    pub mischief: Mischief,
    pub hooks: Hooks,
}

impl Stripe {
    /// Starts on `port` of loopback; 0 takes a free one.
    pub async fn start(port: u16) -> std::io::Result<Self> {
        let mischief = Mischief::default();
        let served = Served::start(port, Router::new(), &mischief).await?;
        Ok(Self { served, mischief, hooks: Hooks::default() })
    }

    pub fn url(&self) -> String {
        self.served.url()
    }
}
