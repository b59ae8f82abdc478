//! Certifier, as its API reference has it.

use super::{Http, Provider};
use crate::config::Settings;
use crate::trouble::Trouble;

#[derive(Clone)]
pub struct CertifierClient {
    http: Http,
}

impl CertifierClient {
    pub fn new(settings: &Settings) -> Result<Self, Trouble> {
        Ok(Self { http: Http::new(Provider::Certifier, &settings.certifier.base_url)? })
    }
}
