//! All stand-ins together, and the settings of a registrar that is wired to them.

use crate::secrets::SECRETS;
use crate::{Certifier, ClassMarker, MailServer, Stripe};
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The three providers and the mail server.
pub struct Around {
    pub stripe: Stripe,
    pub classmarker: ClassMarker,
    pub certifier: Certifier,
    pub mail: MailServer,
}

impl Around {
    /// Starts all four on free ports of loopback.
    pub async fn start() -> io::Result<Self> {
        Self::start_at([0; 4]).await
    }

    /// Starts Stripe, ClassMarker, Certifier and mail on these ports; 0 takes a free one.
    pub async fn start_at([stripe, classmarker, certifier, mail]: [u16; 4]) -> io::Result<Self> {
        Ok(Self {
            stripe: Stripe::start(stripe).await?,
            classmarker: ClassMarker::start(classmarker).await?,
            certifier: Certifier::start(certifier).await?,
            mail: MailServer::start(mail).await?,
        })
    }

    /// Sends the webhooks of all providers to a registrar.
    pub fn tell(&self, registrar: &str) {
        self.stripe.hooks.send_to(format!("{registrar}/v1/hooks/stripe"));
        self.classmarker.hooks.send_to(format!("{registrar}/v1/hooks/classmarker"));
        self.certifier.hooks.send_to(format!("{registrar}/v1/hooks/certifier"));
    }

    /// Where they listen.
    pub fn addresses(&self) -> Addresses {
        Addresses {
            stripe: self.stripe.url(),
            classmarker: self.classmarker.url(),
            certifier: self.certifier.url(),
            mail: self.mail.address,
        }
    }

    /// The settings of a registrar that listens there, and may call ClassMarker as often as a quick walk needs.
    pub fn settings(&self, listen: &str, public_url: &str) -> String {
        self.classmarker.set_hourly_limit(None);
        let often = "poll_every_s = 1\ncalls_per_hour = 100000";
        self.addresses().settings(listen, public_url).replace("poll_every_s = 1", often)
    }
}

/// Where the stand-ins listen.
pub struct Addresses {
    pub stripe: String,
    pub classmarker: String,
    pub certifier: String,
    pub mail: SocketAddr,
}

impl Addresses {
    /// The settings of a registrar that listens there.
    pub fn settings(&self, listen: &str, public_url: &str) -> String {
        include_str!("../registrar.toml")
            .replace("{listen}", listen)
            .replace("{public_url}", public_url)
            .replace("{stripe}", &self.stripe)
            .replace("{stripe_host}", host(&self.stripe))
            .replace("{classmarker}", &self.classmarker)
            .replace("{certifier}", &self.certifier)
            .replace("{certifier_host}", host(&self.certifier))
            .replace("{mail_host}", &self.mail.ip().to_string())
            .replace("{mail_port}", &self.mail.port().to_string())
    }
}

fn host(url: &str) -> &str {
    url.trim_start_matches("http://")
}

/// The registrar's program with the sandbox's settings and secrets.
#[derive(Clone)]
pub struct Program {
    pub program: PathBuf,
    pub settings: PathBuf,
    /// Variables besides the secrets.
    pub environment: Vec<(String, String)>,
}

impl Program {
    /// Writes the settings into `folder`.
    pub fn new(program: &Path, folder: &Path, settings: &str) -> io::Result<Self> {
        let file = folder.join("registrar.toml");
        std::fs::write(&file, settings)?;
        Ok(Self { program: program.to_owned(), settings: file, environment: vec![] })
    }

    /// A command of it, such as `serve` or `admin`.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--settings").arg(&self.settings).args(arguments).stdin(Stdio::null());
        for (name, value) in SECRETS {
            command.env(format!("REGISTRAR_{name}"), value);
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Serves, with its log appended to a file.
    pub fn serve(&self, log: &Path) -> io::Result<Child> {
        let log = std::fs::OpenOptions::new().create(true).append(true).open(log)?;
        self.command(&["serve"]).stdout(Stdio::null()).stderr(log).spawn()
    }
}
