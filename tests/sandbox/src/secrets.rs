//! Secrets of the stand-ins. A test looks for them in logs and dumps.

pub const SECRETS: &[(&str, &str)] = &[
    ("SERVER_KEY", "server-key-of-a-test-0123456789abcdef"),
    ("STRIPE_KEY", "rk_test_sandbox_4242424242424242"),
    ("STRIPE_WEBHOOK_SECRET", "whsec_sandbox_stripe_3131313131"),
    ("CLASSMARKER_KEY", "cmkeysandbox0001"),
    ("CLASSMARKER_SECRET", "cmsecretsandbox2718281828"),
    ("CLASSMARKER_WEBHOOK_SECRET", "cmphrase-sandbox-1618033988"),
    ("CERTIFIER_TOKEN", "cft_sandbox_token_577215664901"),
    ("CERTIFIER_WEBHOOK_SECRET", "certhook_sandbox_141421356237"),
    ("SMTP_USER", "smtp-user-sandbox-2236067977"),
    ("SMTP_PASSWORD", "smtp-password-sandbox-2645751311"),
];

/// The secret of that name; empty if there is none.
pub fn secret(name: &str) -> &'static str {
    SECRETS.iter().find(|(n, _)| *n == name).map_or("", |(_, value)| value)
}
