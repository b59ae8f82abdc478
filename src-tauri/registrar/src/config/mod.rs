//! Settings: one TOML file, and secrets from the environment or from files.

mod programme;
mod secrets;
mod validate;
mod word;

pub use programme::*;
pub use secrets::Secrets;

use crate::trouble::Trouble;
use secrecy::SecretString;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Everything a registrar is started with.
#[derive(Clone)]
pub struct Settings {
    pub server: ServerSettings,
    pub database: DatabaseSettings,
    pub mail: MailSettings,
    pub stripe: StripeSettings,
    pub classmarker: ClassMarkerSettings,
    pub certifier: CertifierSettings,
    pub operations: OperationsSettings,
    pub programme: ProgrammeConfig,
    pub secrets: Secrets,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerSettings {
    /// Where it listens; a proxy with TLS stands before it.
    pub listen: String,
    /// What candidates' browsers and the app see, without a slash at its end.
    pub public_url: String,
    /// Proxies that stand before it: so many entries of `X-Forwarded-For`, from the right, are believed.
    #[serde(default)]
    pub proxies: usize,
    /// Wired to stand-ins: says so everywhere, and allows loopback hosts.
    #[serde(default)]
    pub sandbox: bool,
    /// How often the workers look for work, in milliseconds.
    #[serde(default = "half_a_second")]
    pub work_every_ms: u64,
    /// How long a process may hold a piece of work before another may take it over; two minutes unless said.
    #[serde(default)]
    pub lease_s: Option<i64>,
    /// The first wait after a failure; each further one is twice as long, up to a quarter of an hour.
    #[serde(default = "one_second")]
    pub retry_ms: i64,
    /// How long a provider may take over an answer, in milliseconds.
    #[serde(default = "half_a_minute")]
    pub patience_ms: u64,
    /// Requests a minute from one address to this process, but for the providers' webhooks and health.
    #[serde(default = "four_a_second")]
    pub requests_per_minute: u32,
}

#[derive(Debug, Clone)]
pub enum DatabaseSettings {
    Sqlite { path: PathBuf },
    Postgres { url: SecretString, connections: u32 },
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    pub host: String,
    pub port: u16,
    pub security: MailSecurity,
    /// `Annotation Academy <exams@example.org>`.
    pub from: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailSecurity {
    Tls,
    StartTls,
    /// For a relay on the same machine.
    None,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StripeSettings {
    #[serde(default = "stripe_api")]
    pub base_url: String,
    #[serde(default = "stripe_version")]
    pub version: String,
    /// Hosts on which Stripe's page may stand.
    #[serde(default = "stripe_hosts")]
    pub page_hosts: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassMarkerSettings {
    #[serde(default = "classmarker_api")]
    pub base_url: String,
    #[serde(default = "classmarker_start")]
    pub start_url: String,
    #[serde(default = "thirty")]
    pub calls_per_hour: i64,
    #[serde(default = "five_minutes")]
    pub poll_every_s: i64,
    /// Whether removing an access code is one of the counted calls. Not documented, so: yes.
    #[serde(default = "yes")]
    pub removal_counts: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertifierSettings {
    #[serde(default = "certifier_api")]
    pub base_url: String,
    #[serde(default = "certifier_version")]
    pub version: String,
    /// The tag of the custom attribute that holds our own number of a credential. It must exist in the account.
    #[serde(default = "certifier_attribute")]
    pub attribute: String,
    /// Seconds to wait before a search after an unknown outcome is believed.
    #[serde(default = "sixty_seconds")]
    pub search_after_s: i64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperationsSettings {
    /// Where cases are sent.
    pub email: String,
    /// Who may sign in to the pages of operations.
    pub administrators: Vec<Administrator>,
    /// Hours after which a silent provider becomes a case.
    #[serde(default = "twenty_four")]
    pub silence_hours: i64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Administrator {
    pub email: String,
    /// Shown to candidates as the one who decides.
    pub name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    server: ServerSettings,
    database: DatabaseTable,
    mail: MailSettings,
    #[serde(default = "defaults")]
    stripe: StripeSettings,
    #[serde(default = "defaults")]
    classmarker: ClassMarkerSettings,
    #[serde(default = "defaults")]
    certifier: CertifierSettings,
    operations: OperationsSettings,
    programme: ProgrammeConfig,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DatabaseTable {
    /// A file, beside the settings unless absolute. Without it the secret `DATABASE_URL` names a PostgreSQL.
    sqlite: Option<PathBuf>,
    #[serde(default = "ten")]
    connections: u32,
}

impl Settings {
    /// Reads the file, and the secrets that `secret` knows by their names (see [`Secrets::NAMES`]).
    pub fn read(file: &Path, secret: impl Fn(&str) -> Option<String>) -> Result<Self, Trouble> {
        let text = std::fs::read_to_string(file)
            .map_err(|e| Trouble::config(format!("{} cannot be read: {e}", file.display())))?;
        let folder = file.parent().unwrap_or(Path::new("."));
        Self::parse(&text, folder, secret)
    }

    /// The same from a text; relative paths begin at `folder`.
    pub fn parse(text: &str, folder: &Path, secret: impl Fn(&str) -> Option<String>) -> Result<Self, Trouble> {
        let file: File = toml::from_str(text).map_err(|e| Trouble::config(e.to_string()))?;
        let database = match file.database.sqlite {
            Some(path) => DatabaseSettings::Sqlite { path: folder.join(path) },
            None => DatabaseSettings::Postgres {
                url: secret("DATABASE_URL").map(SecretString::from).ok_or_else(|| {
                    Trouble::config("[database] names no sqlite file, and there is no secret DATABASE_URL")
                })?,
                connections: file.database.connections,
            },
        };
        let settings = Self {
            server: file.server,
            database,
            mail: file.mail,
            stripe: file.stripe,
            classmarker: file.classmarker,
            certifier: file.certifier,
            operations: file.operations,
            programme: file.programme,
            secrets: Secrets::read(secret)?,
        };
        validate::all(&settings)?;
        Ok(settings)
    }
}

/// The defaults of a table that is not there.
fn defaults<T: for<'de> Deserialize<'de>>() -> T {
    T::deserialize(toml::Table::new()).expect("every field of an optional table has its default")
}

fn half_a_second() -> u64 {
    500
}
fn half_a_minute() -> u64 {
    30_000
}
fn one_second() -> i64 {
    1000
}
fn four_a_second() -> u32 {
    240
}
fn ten() -> u32 {
    10
}
fn thirty() -> i64 {
    30
}
fn sixty_seconds() -> i64 {
    60
}
fn five_minutes() -> i64 {
    300
}
fn twenty_four() -> i64 {
    24
}
fn yes() -> bool {
    true
}
fn stripe_api() -> String {
    "https://api.stripe.com".into()
}
fn stripe_version() -> String {
    "2026-07-29.dahlia".into()
}
fn stripe_hosts() -> Vec<String> {
    vec!["verify.stripe.com".into()]
}
fn classmarker_api() -> String {
    "https://api.classmarker.com".into()
}
fn classmarker_start() -> String {
    "https://www.classmarker.com/online-test/start".into()
}
fn certifier_api() -> String {
    "https://api.certifier.io".into()
}
fn certifier_version() -> String {
    "2022-10-26".into()
}
fn certifier_attribute() -> String {
    "custom.registrar".into()
}
