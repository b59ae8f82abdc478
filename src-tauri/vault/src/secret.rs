//! A secret in memory.

use zeroize::Zeroizing;

/// Zeroed when dropped, hidden from `Debug`; cannot be serialised or shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(Zeroizing::new(text.into()))
    }

    /// The secret itself: for the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;
    use static_assertions::{assert_impl_all, assert_not_impl_any};

    assert_not_impl_any!(Secret: serde::Serialize, std::fmt::Display, AsRef<str>, std::ops::Deref, Copy);
    assert_impl_all!(Secret: Send, Sync, Clone);

    #[test]
    fn what_holds_a_secret_does_not_print_it() {
        let secret = Secret::new("rt_very-secret");
        let choice = crate::Choice::Passphrase(secret.clone());
        for printed in [format!("{secret:?}"), format!("{choice:?}")] {
            assert!(!printed.contains("very"), "{printed}");
        }
        assert_eq!(secret.reveal(), "rt_very-secret");
    }
}
