//! Stripe Identity, as its API reference has it.

use super::{Http, Provider};
use crate::config::Settings;
use crate::trouble::Trouble;

#[derive(Clone)]
pub struct StripeClient {
    http: Http,
}

impl StripeClient {
    pub fn new(settings: &Settings) -> Result<Self, Trouble> {
        Ok(Self { http: Http::new(Provider::Stripe, &settings.stripe.base_url)? })
    }
}
