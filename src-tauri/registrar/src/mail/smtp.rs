//! SMTP.

use crate::config::{MailSecurity, MailSettings, Settings};
use crate::providers::{Provider, ProviderTrouble};
use crate::trouble::Trouble;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use secrecy::ExposeSecret;
use std::time::Duration;

/// Shorter than the lease of the work, so that nobody else begins while this still goes on.
const PATIENCE: Duration = Duration::from_secs(60);

type Transport = AsyncSmtpTransport<Tokio1Executor>;

#[derive(Clone)]
pub struct Mailer {
    transport: Transport,
    from: Mailbox,
}

impl Mailer {
    pub fn new(settings: &Settings) -> Result<Self, Trouble> {
        let MailSettings { host, port, security, from } = &settings.mail;
        let from = from.parse().map_err(|e| Trouble::config(format!("[mail] from: {e}")))?;
        let builder = match security {
            MailSecurity::Tls => Transport::relay(host),
            MailSecurity::StartTls => Transport::starttls_relay(host),
            MailSecurity::None => Ok(Transport::builder_dangerous(host)),
        };
        let mut builder = builder.map_err(|e| Trouble::config(format!("[mail] host: {e}")))?;
        if let Some((user, password)) = &settings.secrets.smtp {
            let credentials = Credentials::new(user.expose_secret().into(), password.expose_secret().into());
            builder = builder.credentials(credentials);
        }
        let transport = builder.port(*port).timeout(Some(Duration::from_secs(20))).build();
        Ok(Self { transport, from })
    }

    /// Hands one mail to the server now.
    pub async fn deliver(&self, to: &str, subject: &str, body: String) -> Result<(), ProviderTrouble> {
        let provider = Provider::Mail;
        let refused = |code: String| ProviderTrouble::Refused { provider, status: 0, code };
        let to: Mailbox = to.parse().map_err(|_| refused("not an e-mail address".into()))?;
        let message =
            Message::builder().from(self.from.clone()).to(to).subject(subject).header(ContentType::TEXT_PLAIN);
        let message = message.body(body).map_err(|e| refused(e.to_string()))?;
        // The transport's own timeout ends with the connection's beginning.
        let Ok(sent) = tokio::time::timeout(PATIENCE, self.transport.send(message)).await else {
            return Err(ProviderTrouble::NoAnswer(provider));
        };
        match sent {
            Ok(_) => Ok(()),
            // The server's own words may quote the recipient: they stay out of errors and logs.
            Err(e) if e.is_permanent() => Err(refused("the mail was refused for good".into())),
            Err(e) if e.is_timeout() => Err(ProviderTrouble::NoAnswer(provider)),
            Err(_) => Err(ProviderTrouble::Unreachable(provider)),
        }
    }
}
