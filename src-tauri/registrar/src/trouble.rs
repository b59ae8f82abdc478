//! What can go wrong, and what of it a client is told.

use registrar_api::{Condition, Fault, FaultCode, FaultDetails};

#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The client's doing; the answer names the mend.
    #[error("{0:?}")]
    Refused(Box<Fault>),
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    #[error("the database's tables: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A provider did not do what was asked.
    #[error("{0}")]
    Provider(#[from] crate::providers::ProviderTrouble),
    #[error("settings: {0}")]
    Config(String),
    /// An invariant of this program does not hold.
    #[error("broken: {0}")]
    Broken(String),
}

impl Trouble {
    pub fn refused(code: FaultCode, message: impl Into<String>) -> Self {
        Self::Refused(Box::new(Fault { code, message: message.into(), details: None }))
    }

    pub fn bad(message: impl Into<String>) -> Self {
        Self::refused(FaultCode::BadRequest, message)
    }

    pub fn not_found(what: &str) -> Self {
        Self::refused(FaultCode::NotFound, format!("There is no such {what}, or it is not yours."))
    }

    pub fn not_now(message: impl Into<String>, conditions: Vec<Condition>) -> Self {
        let details = Some(FaultDetails { retry_after_s: None, conditions });
        Self::Refused(Box::new(Fault { code: FaultCode::NotNow, message: message.into(), details }))
    }

    pub fn too_many(retry_after_s: i64) -> Self {
        Self::Refused(Box::new(Fault {
            code: FaultCode::TooMany,
            message: format!("Too many requests. Try again in {retry_after_s} seconds."),
            details: Some(FaultDetails { retry_after_s: Some(retry_after_s), conditions: vec![] }),
        }))
    }

    pub fn config(message: impl Into<String>) -> Self {
        Self::Config(message.into())
    }

    pub fn broken(message: impl Into<String>) -> Self {
        Self::Broken(message.into())
    }

    /// Whether a unique key stood in the way: somebody else was first.
    pub fn is_taken(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(e)) if e.is_unique_violation())
    }

    /// What a client is told. Nothing of the inside gets out.
    pub fn fault(&self) -> Fault {
        let (code, message) = match self {
            Self::Refused(fault) => return (**fault).clone(),
            Self::Provider(trouble) => (FaultCode::ProviderUnreachable, trouble.for_candidates()),
            _ => (
                FaultCode::TryAgain,
                "The registrar has trouble of its own; nothing is lost. Try again in a minute.".into(),
            ),
        };
        Fault { code, message, details: Some(FaultDetails { retry_after_s: Some(10), conditions: vec![] }) }
    }
}
