//! The settings of a test: everything on loopback, everything quick.

use registrar::config::Settings;
use sandbox::secrets::SECRETS;
use std::path::Path;

/// A secret of the stand-ins, as the settings ask for it.
pub fn known(name: &str) -> Option<String> {
    SECRETS.iter().find(|(secret, _)| *secret == name).map(|(_, value)| (*value).to_owned())
}

pub fn settings(folder: &Path, text: &str) -> Settings {
    Settings::parse(text, folder, known).unwrap()
}
