//! The settings of a test: everything on loopback, everything quick.

use registrar::config::Settings;
use std::net::SocketAddr;
use std::path::Path;

pub struct Around {
    pub stripe: String,
    pub classmarker: String,
    pub certifier: String,
    pub mail: SocketAddr,
}

/// Secrets of the stand-ins. A test looks for them in logs and dumps.
pub const SECRETS: &[(&str, &str)] = &[
    ("SERVER_KEY", "server-key-of-a-test-0123456789abcdef"),
    ("STRIPE_KEY", "rk_test_sandbox_4242424242424242"),
    ("STRIPE_WEBHOOK_SECRET", "whsec_sandbox_stripe_3131313131"),
    ("CLASSMARKER_KEY", "cmkeysandbox0001"),
    ("CLASSMARKER_SECRET", "cmsecretsandbox2718281828"),
    ("CLASSMARKER_WEBHOOK_SECRET", "cmphrase-sandbox-1618033988"),
    ("CERTIFIER_TOKEN", "cft_sandbox_token_577215664901"),
    ("CERTIFIER_WEBHOOK_SECRET", "certhook_sandbox_141421356237"),
];

pub fn settings(folder: &Path, around: &Around, change: impl Fn(String) -> String) -> Settings {
    let secret = |name: &str| SECRETS.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
    Settings::parse(&change(text(around)), folder, secret).unwrap()
}

pub fn text(around: &Around) -> String {
    let Around { stripe, classmarker, certifier, mail } = around;
    let (mail_host, mail_port) = (mail.ip(), mail.port());
    let page_host = stripe.trim_start_matches("http://");
    let public_host = certifier.trim_start_matches("http://");
    let template = include_str!("../../../../../tests/sandbox/registrar.toml");
    template
        .replace("{listen}", "127.0.0.1:0")
        .replace("{public_url}", "http://127.0.0.1:1")
        .replace("{stripe}", stripe)
        .replace("{stripe_host}", page_host)
        .replace("{classmarker}", classmarker)
        .replace("{certifier}", certifier)
        .replace("{certifier_host}", public_host)
        .replace("{mail_host}", &mail_host.to_string())
        .replace("{mail_port}", &mail_port.to_string())
}
