//! Settings that would do harm do not start: the message names the key, the value, and what is allowed.

use registrar::config::Settings;
use sandbox::around::Addresses;
use sandbox::secrets::SECRETS;
use std::path::Path;

/// Of a registrar that real candidates could use.
fn real() -> String {
    let around = Addresses {
        stripe: "https://api.stripe.com".into(),
        classmarker: "https://api.classmarker.com".into(),
        certifier: "https://api.certifier.io".into(),
        mail: "127.0.0.1:25".parse().unwrap(),
    };
    let changes = [
        ("sandbox = true\n", ""),
        ("lease_s = 3\n", ""),
        ("poll_every_s = 1", "poll_every_s = 300"),
        ("page_hosts = [\"https://api.stripe.com\"]", "page_hosts = [\"verify.stripe.com\"]"),
        ("public_host = \"https://api.certifier.io\"", "public_host = \"credsverse.com\""),
    ];
    let text = around.settings("127.0.0.1:8080", "https://registrar.academy.test");
    changes.iter().fold(text, |text, (from, to)| changed(&text, from, to))
}

/// Each change must find what it changes.
fn changed(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is not in the settings");
    text.replacen(from, to, 1)
}

fn read_with(text: &str, secrets: &[(&str, &str)]) -> Result<Settings, String> {
    let secret = |name: &str| secrets.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    Settings::parse(text, Path::new("/"), secret).map_err(|trouble| trouble.to_string())
}

/// One change of the real settings, and what the refusal says.
fn check(from: &str, to: &str, says: &[&str]) {
    let refusal = read_with(&changed(&real(), from, to), SECRETS).err();
    let refusal = refusal.unwrap_or_else(|| panic!("{to:?} is taken"));
    for part in says {
        assert!(refusal.contains(part), "{to:?} is refused without {part:?}: {refusal}");
    }
}

/// A number just outside its limits, on both sides.
fn limits(key: &str, now: i64, least: i64, most: i64) {
    let line = |value: i64| format!("{key} = {value}\n");
    for value in [least - 1, most + 1, i64::MIN, i64::MAX] {
        check(&line(now), &line(value), &[key]);
    }
    for value in [least, most] {
        let taken = read_with(&changed(&real(), &line(now), &line(value)), SECRETS);
        assert!(taken.is_ok(), "{key} = {value}: {:?}", taken.err());
    }
}

#[test]
fn real_settings_are_taken() {
    for (from, to) in [
        ("", ""),
        ("security = \"none\"", "security = \"tls\""),
        ("host = \"127.0.0.1\"", "host = \"localhost\""),
        ("host = \"127.0.0.1\"", "host = \"::1\""),
        (
            "host = \"127.0.0.1\"\nport = 25\nsecurity = \"none\"",
            "host = \"mail.test\"\nport = 587\nsecurity = \"start_tls\"",
        ),
        ("public_host = \"credsverse.com\"", "public_host = \"badges.academy.test:8443\""),
        ("renewal_notice_days = [60, 14]", "renewal_notice_days = []"),
        ("rehearsal_url = ", "# rehearsal_url = "),
    ] {
        let taken = read_with(&changed(&real(), from, to), SECRETS);
        assert!(taken.is_ok(), "{to}: {:?}", taken.err());
    }
}

#[test]
fn a_mistyped_word_is_refused_with_the_words_there_are() {
    check(
        "retention = \"redact_at_once\"",
        "retention = \"redact-at-once\"",
        &["retention = ", "\"redact-at-once\" is not known", "\"redact_at_once\", \"until_appeal_ends\""],
    );
    check(
        "counts_when = \"link_handed_out\"",
        "counts_when = \"handed_out\"",
        &["counts_when = ", "\"handed_out\" is not known", "\"link_handed_out\", \"result_received\""],
    );
    check("camera = \"required\"", "camera = \"on\"", &["camera = ", "\"on\" is not known", "\"required\", \"off\""]);
    check("camera = \"off\"", "camera = \"Off\"", &["camera = ", "\"Off\" is not known"]);
    check("camera = \"off\"", "camera = \"unknown\"", &["camera = ", "\"unknown\" is not known"]);
    check(
        "routes = [\"stripe\", \"person\"]",
        "routes = [\"stripe\", \"human\"]",
        &["routes = ", "\"human\" is not known", "\"stripe\", \"person\""],
    );
    check(
        "kind = \"monitoring\"",
        "kind = \"monitor\"",
        &["kind = ", "\"monitor\" is not known", "\"terms\", \"age\""],
    );
    check(
        "field = \"mails\"",
        "field = \"mail\"",
        &["field = ", "\"mail\" is not known", "\"sign_ins\", \"browser_checks\""],
    );
    check("security = \"none\"", "security = \"ssl\"", &["security = ", "`ssl`", "`tls`, `start_tls`, `none`"]);
}

#[test]
fn a_key_that_is_not_known_or_not_there_is_refused() {
    check("[mail]\n", "[mail]\nsecure = true\n", &["secure"]);
    check("[programme.identity]\n", "[programme.identity]\nkeep = 1\n", &["keep"]);
    check("minimum_age = 18\n", "", &["minimum_age"]);
    check("sqlite = \"registrar.db\"\n", "", &["[database]", "DATABASE_URL"]);
    check("allowed = 2\n", "allowed = \"two\"\n", &["allowed = \"two\""]);
}

#[test]
fn addresses_that_lead_elsewhere_are_refused() {
    let url = "public_url = \"https://registrar.academy.test\"";
    check(url, "public_url = \"registrar\"", &["[server] public_url", "“registrar”", "no address"]);
    check(url, "public_url = \"http://registrar.academy.test\"", &["[server] public_url", "https://"]);
    check(url, "public_url = \"https://localhost\"", &["[server] public_url", "loopback", "sandbox = true"]);
    check(url, "public_url = \"https://registrar.academy.test/\"", &["[server] public_url", "slash"]);
    check("base_url = \"https://api.stripe.com\"", "base_url = \"http://api.stripe.com\"", &["[stripe] base_url"]);
    check("base_url = \"https://api.classmarker.com\"", "base_url = \"\"", &["[classmarker] base_url"]);
    let start = "start_url = \"https://api.classmarker.com/online-test/start\"";
    check(start, "start_url = \"ftp://api.classmarker.com\"", &["[classmarker] start_url", "https://"]);
    check(
        "base_url = \"https://api.certifier.io\"",
        "base_url = \"https://127.0.0.1:1\"",
        &["[certifier] base_url", "loopback"],
    );
    check("purchase_url = \"https:", "purchase_url = \"javascript:", &["[programme] purchase_url"]);
    check("rehearsal_url = \"https:", "rehearsal_url = \"http:", &["[programme] rehearsal_url", "https://"]);
    for host in [
        "",
        " ",
        "https://credsverse.com",
        "credsverse.com/credentials",
        "credsverse.com/",
        "Credsverse.com",
        "credsverse.com:443",
        "user@credsverse.com",
        "credsverse.com?x",
        "*.credsverse.com",
        "credsverse.com,evil.test",
        "credsverse .com",
    ] {
        let to = format!("public_host = \"{host}\"");
        check("public_host = \"credsverse.com\"", &to, &["public_host", &format!("“{host}” is no host")]);
        let to = format!("page_hosts = [\"verify.stripe.com\", \"{host}\"]");
        check("page_hosts = [\"verify.stripe.com\"]", &to, &["[stripe] page_hosts", &format!("“{host}” is no host")]);
    }
    check("public_host = \"credsverse.com\"", "public_host = \"127.0.0.1:80\"", &["public_host", "loopback"]);
    check("page_hosts = [\"verify.stripe.com\"]", "page_hosts = []", &["[stripe] page_hosts", "at least one"]);
}

#[test]
fn mail_in_the_open_stays_on_this_machine() {
    let relay = "host = \"127.0.0.1\"\nport = 25\n";
    for host in ["mail.academy.test", "192.168.0.7", "localhost.evil.test", "127.0.0.1.evil.test"] {
        let to = format!("host = \"{host}\"\nport = 25\n");
        check(relay, &to, &["[mail] security", "\"none\"", host, "\"tls\" or \"start_tls\""]);
    }
    for host in ["", "smtp://mail.test", "mail.test/", "mail test"] {
        check(relay, &format!("host = \"{host}\"\nport = 25\n"), &["[mail] host", host]);
    }
    check("port = 25\n", "port = 0\n", &["[mail] port"]);
}

#[test]
fn numbers_that_make_no_sense_are_refused() {
    limits("retry_ms", 40, 1, 900_000);
    limits("poll_every_s", 300, 300, 3600);
    limits("search_after_s", 1, 0, 3600);
    limits("minimum_age", 18, 13, 99);
    limits("appeal_days", 14, 1, 365);
    limits("answer_hours", 48, 1, 720);
    limits("price_amount", 24_900, 0, 100_000_000);
    limits("allowed", 2, 1, 20);
    limits("waiting_days", 7, 0, 365);
    limits("window_days", 180, 1, 1100);
    limits("grace_minutes", 15, 0, 240);
    limits("margin_minutes", 10, 0, 24 * 60);
    limits("attempts", 3, 1, 10);
    limits("valid_days", 365, 1, 3650);
    limits("events_held_above", 10, 0, 10_000);
    limits("seconds_away_held_above", 120, 0, 86_400);
    limits("valid_months", 24, 0, 600);
    limits("minutes", 135, 1, 24 * 60);
    let days = "what = \"To whom a mail went, and about what\"\ndays = ";
    for value in [0, -1, 3651] {
        check(&format!("{days}90"), &format!("{days}{value}"), &["retention mails: days"]);
    }
    check("renewal_notice_days = [60, 14]", "renewal_notice_days = [60, 0]", &["renewal_notice_days is 0"]);
    check("renewal_notice_days = [60, 14]", "renewal_notice_days = [-60]", &["renewal_notice_days is -60"]);
    check("days = 30\nwhy = \"to take", "days = 6\nwhy = \"to take", &["retention provider_events: days is 6"]);
    for (value, says) in [(0, "between 1 and 60000"), (60_001, "between 1 and 60000"), (-1, "-1")] {
        check("work_every_ms = 50", &format!("work_every_ms = {value}"), &["work_every_ms", says]);
    }
    for value in [0, -1, 1_000_001] {
        check("requests_per_minute = 100000", &format!("requests_per_minute = {value}"), &["requests_per_minute"]);
    }
    check("sqlite = ", "connections = -1\nsqlite = ", &["connections"]);
    for value in [0, -3, 59, 3601] {
        check("retry_ms", &format!("lease_s = {value}\nretry_ms"), &["[server] lease_s", "between 60 and 3600"]);
    }
    for value in [0, -1, 31] {
        check("poll_every_s", &format!("calls_per_hour = {value}\npoll_every_s"), &["[classmarker] calls_per_hour"]);
    }
    for value in [0, -1, 721] {
        check("[operations]\n", &format!("[operations]\nsilence_hours = {value}\n"), &["[operations] silence_hours"]);
    }
}

#[test]
fn a_pool_of_one_connection_is_refused() {
    let secrets: Vec<_> = SECRETS.iter().copied().chain([("DATABASE_URL", "postgres://localhost/registrar")]).collect();
    for (connections, taken) in [(0, false), (1, false), (2, true), (1000, true), (1001, false)] {
        let text = changed(&real(), "sqlite = \"registrar.db\"", &format!("connections = {connections}"));
        let read = read_with(&text, &secrets);
        assert_eq!(read.is_ok(), taken, "{connections}");
        assert!(taken || read.err().unwrap().contains("[database] connections"));
    }
}

#[test]
fn what_decides_must_be_named() {
    let names = "administrators = [{ email = \"decider@academy.test\", name = \"Dana Decider\" }]";
    check(names, "administrators = []", &["[operations]", "administrator"]);
    check("name = \"Dana Decider\"", "name = \" \"", &["[operations] administrators: name"]);
    check("decider@academy.test", "Decider@academy.test", &["[operations]", "“Decider@academy.test”", "small letters"]);
    check("email = \"operations@academy.test\"", "email = \"operations\"", &["[operations]", "“operations”"]);
    check("contact_email = \"help@academy.test\"", "contact_email = \"help\"", &["contact_email", "“help”"]);
    for currency in ["usd", "US", "DOLLAR", ""] {
        check(
            "price_currency = \"USD\"",
            &format!("price_currency = \"{currency}\""),
            &["price_currency", "three capital letters"],
        );
    }
    for id in ["", "group evaluator", "https://credsverse.com/group", "a/b"] {
        check("group_id = \"group-evaluator\"", &format!("group_id = \"{id}\""), &["group_id", id, "letters, digits"]);
    }
    check("search_after_s", "attribute = \"\"\nsearch_after_s", &["[certifier] attribute"]);
    check("search_after_s", "version = \"\"\nsearch_after_s", &["[certifier] version"]);
    check("page_hosts", "version = \"\\n\"\npage_hosts", &["[stripe] version"]);
    check("title = \"AI Evaluator Certification\"", "title = \"\"", &["[programme] title"]);
    check("title = \"AI Evaluator\"\n", "title = \"\"\n", &["[programme.credential] title"]);
    check("in_words = \"ClassMarker takes", "in_words = \"\"\n# \"", &["in_words"]);
    check("routes = [\"stripe\", \"person\"]", "routes = []", &["identity.routes", "\"stripe\""]);
}

#[test]
fn variants_that_cannot_be_told_apart_are_refused() {
    check("pass_mark_tenths = 700", "pass_mark_tenths = 0", &["variant standard", "pass mark", "passes everyone"]);
    check("pass_mark_tenths = 700", "pass_mark_tenths = -1", &["variant standard", "passes everyone"]);
    check("pass_mark_tenths = 700", "pass_mark_tenths = 1001", &["variant standard", "pass_mark_tenths is 1001"]);
    check("id = \"plus-50\"", "id = \"standard\"", &["variant standard", "shares"]);
    check("link_id = \"1002\"", "link_id = \"1001\"", &["variant plus-50", "shares"]);
    check("access_list_id = \"3002\"", "access_list_id = \"3001\"", &["variant plus-50", "shares"]);
    check("id = \"plus-50\"", "id = \"plus 50\"", &["variant plus 50: id", "letters, digits"]);
    for (key, value) in
        [("link_id", "1002"), ("link_url_id", "sandboxplus50"), ("test_id", "2002"), ("access_list_id", "3002")]
    {
        for wrong in ["", "1 2", "1&quiz=2", "../1"] {
            check(&format!("{key} = \"{value}\""), &format!("{key} = \"{wrong}\""), &["variant plus-50", key]);
        }
    }
    check("title = \"Standard\"", "title = \"\"", &["variant standard: title"]);
    let text = real();
    let (begin, end) = (text.find("[[programme.variants]]").unwrap(), text.find("[[programme.consents]]").unwrap());
    let none = changed(&text, &text[begin..end], "");
    let none = changed(&none, "appeal_days", "variants = []\nappeal_days");
    assert!(read_with(&none, SECRETS).err().unwrap().contains("[[programme.variants]]"));
}

#[test]
fn every_consent_and_every_time_is_told_once() {
    for kind in ["terms", "age", "identity", "monitoring"] {
        let other = if kind == "terms" { "age" } else { "terms" };
        let (from, to) = (format!("kind = \"{kind}\""), format!("kind = \"{other}\""));
        check(&from, &to, &["[[programme.consents]]", "is needed"]);
    }
    check("version = \"1\"", "version = \"\"", &["consent terms: version"]);
    check("text = \"I am at least 18 years old.\"", "text = \" \"", &["consent age: text"]);
    for field in registrar_api::RetentionField::ALL {
        let other = if field.word() == "mails" { "sign_ins" } else { "mails" };
        let (from, to) = (format!("field = \"{field}\""), format!("field = \"{other}\""));
        check(&from, &to, &["[[programme.retention]]", "is needed"]);
    }
    check("why = \"for appeals\"", "why = \"\"", &["retention monitoring: why"]);
    check("what = \"What the exam's monitor noted\"", "what = \"\"", &["retention monitoring: what"]);
}

#[test]
fn secrets_that_are_missing_or_short_are_refused() {
    for (name, _) in SECRETS.iter().filter(|(name, _)| !["SMTP_USER", "SMTP_PASSWORD", "DATABASE_URL"].contains(name)) {
        for value in [None, Some("")] {
            let others = SECRETS.iter().copied().filter(|(other, _)| other != name);
            let secrets: Vec<_> = others.chain(value.map(|value| (*name, value))).collect();
            let refusal = read_with(&real(), &secrets).err().unwrap();
            assert!(refusal.contains(&format!("REGISTRAR_{name}")), "{refusal}");
        }
    }
    let short =
        SECRETS.iter().map(|(name, value)| (*name, if *name == "SERVER_KEY" { "short-and-secret" } else { value }));
    let refusal = read_with(&real(), &short.collect::<Vec<_>>()).err().unwrap();
    assert!(refusal.contains("SERVER_KEY") && !refusal.contains("short-and-secret"), "{refusal}");
}
