//! Secrets: from the environment or from files, never from the settings file, never printed.

use crate::trouble::Trouble;
use secrecy::{ExposeSecret, SecretString};
use std::fmt;

#[derive(Clone)]
pub struct Secrets {
    /// At least 32 characters. Keys the hashes of codes and tokens, and makes the seats' tokens.
    pub server_key: SecretString,
    pub stripe_key: SecretString,
    pub stripe_webhook: SecretString,
    pub classmarker_key: SecretString,
    pub classmarker_secret: SecretString,
    pub classmarker_webhook: SecretString,
    pub certifier_token: SecretString,
    pub certifier_webhook: SecretString,
    pub smtp: Option<(SecretString, SecretString)>,
}

impl Secrets {
    /// The names of all secrets. `REGISTRAR_<NAME>` holds one, or `REGISTRAR_<NAME>_FILE` names the file that does.
    pub const NAMES: &'static [&'static str] = &[
        "SERVER_KEY",
        "STRIPE_KEY",
        "STRIPE_WEBHOOK_SECRET",
        "CLASSMARKER_KEY",
        "CLASSMARKER_SECRET",
        "CLASSMARKER_WEBHOOK_SECRET",
        "CERTIFIER_TOKEN",
        "CERTIFIER_WEBHOOK_SECRET",
        "SMTP_USER",
        "SMTP_PASSWORD",
        "DATABASE_URL",
    ];

    pub(super) fn read(secret: impl Fn(&str) -> Option<String>) -> Result<Self, Trouble> {
        let needed = |name: &str| -> Result<SecretString, Trouble> {
            let value = secret(name).filter(|value| !value.is_empty());
            value.map(SecretString::from).ok_or_else(|| {
                Trouble::config(format!(
                    "the secret {name} is missing: set REGISTRAR_{name}, or REGISTRAR_{name}_FILE to a file with it"
                ))
            })
        };
        let server_key = needed("SERVER_KEY")?;
        if server_key.expose_secret().len() < 32 {
            return Err(Trouble::config("the secret SERVER_KEY is shorter than 32 characters: `openssl rand -hex 32`"));
        }
        Ok(Self {
            server_key,
            stripe_key: needed("STRIPE_KEY")?,
            stripe_webhook: needed("STRIPE_WEBHOOK_SECRET")?,
            classmarker_key: needed("CLASSMARKER_KEY")?,
            classmarker_secret: needed("CLASSMARKER_SECRET")?,
            classmarker_webhook: needed("CLASSMARKER_WEBHOOK_SECRET")?,
            certifier_token: needed("CERTIFIER_TOKEN")?,
            certifier_webhook: needed("CERTIFIER_WEBHOOK_SECRET")?,
            smtp: match (secret("SMTP_USER"), secret("SMTP_PASSWORD")) {
                (Some(user), Some(password)) => Some((user.into(), password.into())),
                _ => None,
            },
        })
    }

    /// A secret from the environment or from the file it names, without the line's end.
    pub fn from_environment(name: &str) -> Option<String> {
        let variable = format!("REGISTRAR_{name}");
        if let Ok(value) = std::env::var(&variable) {
            return Some(value);
        }
        let file = std::env::var(format!("{variable}_FILE")).ok()?;
        let text = std::fs::read_to_string(file).ok()?;
        Some(text.trim_end_matches(['\r', '\n']).to_owned())
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets")
    }
}
