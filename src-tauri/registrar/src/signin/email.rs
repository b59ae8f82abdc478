//! E-mail addresses as people type them.

use url::Host;

/// The longest address that SMTP carries.
const LONGEST: usize = 254;

/// The address in the one form it is stored and compared in; None for what no mail can be sent to.
pub fn normal(typed: &str) -> Option<String> {
    let (local, domain) = typed.trim().rsplit_once('@')?;
    let allowed = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    if local.is_empty() || local.len() > 64 || dots || !local.chars().all(allowed) {
        return None;
    }
    // A domain in other letters becomes its ASCII form, so that one mailbox has one name.
    let Ok(Host::Domain(domain)) = Host::parse(domain) else { return None };
    let label = |l: &str| {
        let ends = l.starts_with('-') || l.ends_with('-');
        !l.is_empty() && l.len() <= 63 && !ends && l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    if !domain.contains('.') || !domain.split('.').all(label) {
        return None;
    }
    let address = format!("{}@{domain}", local.to_ascii_lowercase());
    (address.len() <= LONGEST).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mailbox_has_one_name() {
        let check = |typed: &str, expected: &str| assert_eq!(normal(typed).as_deref(), Some(expected), "{typed}");
        check("ada@example.org", "ada@example.org");
        check("  Ada@Example.ORG\n", "ada@example.org");
        check("ada.l+exam@mail.example.org", "ada.l+exam@mail.example.org");
        check("ada@bücher.example", "ada@xn--bcher-kva.example");
        check("o'neil@example.ie", "o'neil@example.ie");
    }

    #[test]
    fn what_no_mail_can_be_sent_to_is_refused() {
        let long = format!("{}@example.org", "a".repeat(65));
        let longer = format!("a@{}.org", ["b".repeat(60).as_str(); 5].join("."));
        for typed in [
            "",
            "ada",
            "@example.org",
            "ada@",
            "ada@localhost",
            "ada@127.0.0.1",
            "ada@[::1]",
            "ada@example..org",
            "ada@-example.org",
            "ada@example.org.",
            "Ada <ada@example.org>",
            "ada@example.org, bob@example.org",
            "a da@example.org",
            "\"ada\"@example.org",
            ".ada@example.org",
            "a..b@example.org",
            "ada@example.org\r\nBcc: bob@example.org",
            "ada\r\nBcc: bob@example.org",
            "adä@example.org",
            // The Kelvin sign, which Unicode's lower case makes a k.
            "\u{212a}im@example.org",
            &long,
            &longer,
        ] {
            assert_eq!(normal(typed), None, "{typed}");
        }
    }
}
