//! ClassMarker, as its own client has it.

use super::{Http, Provider};
use crate::config::Settings;
use crate::trouble::Trouble;

#[derive(Clone)]
pub struct ClassMarkerClient {
    http: Http,
}

impl ClassMarkerClient {
    pub fn new(settings: &Settings) -> Result<Self, Trouble> {
        Ok(Self { http: Http::new(Provider::ClassMarker, &settings.classmarker.base_url)? })
    }
}
