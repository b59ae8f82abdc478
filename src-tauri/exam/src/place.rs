//! Where the registrar is, and which hosts a browser may be sent to.

use url::{Host, Url};

/// Set while building: the address of the registrar that this build belongs to.
const BUILT_IN: Option<&str> = option_env!("ANNOTATION_ACADEMY_REGISTRAR");
/// Set while building, where the programme's credentials have a host of their own at Certifier.
const CREDENTIAL_HOST: Option<&str> = option_env!("ANNOTATION_ACADEMY_CREDENTIAL_HOST");

const CLASSMARKER: &[&str] = &["www.classmarker.com", "classmarker.com"];
const STRIPE: &[&str] = &["verify.stripe.com"];
const CERTIFIER: &[&str] = &["credsverse.com", "www.credsverse.com"];
const LONGEST: usize = 2048;

/// What a page in the browser is for; each purpose has hosts of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Sign-in, the browser check, and every page that is neither of the providers'.
    Registrar,
    Exam,
    Identity,
    Credential,
}

/// The registrar of this build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    registrar: Url,
    sandbox: bool,
}

/// An address that a browser may be sent to. It can hold what only the candidate may see, so it is shown to nobody:
/// [`Outward::host`] is for the screen, [`Outward::reveal`] for the browser.
#[derive(Clone, PartialEq, Eq)]
pub struct Outward(Url);

/// An address that no browser is sent to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{host} is not on the list of hosts")]
pub struct NotListed {
    /// The host, as far as there is one.
    pub host: String,
}

impl Place {
    /// The registrar that this build belongs to; none if it was built for none.
    pub fn built_in() -> Option<Place> {
        BUILT_IN.and_then(|address| Place::real(address).ok())
    }

    /// A registrar on the open network: `https` only.
    pub fn real(address: &str) -> Result<Place, String> {
        Place::read(address, false)
    }

    /// Stand-ins on this computer: loopback addresses only. Every screen of the exam says so.
    pub fn sandbox(address: &str) -> Result<Place, String> {
        Place::read(address, true)
    }

    fn read(address: &str, sandbox: bool) -> Result<Place, String> {
        let why = |mend: &str| format!("“{address}” cannot be the registrar's address: {mend}.");
        let registrar = Url::parse(address).map_err(|e| why(&e.to_string()))?;
        let bare = registrar.path() == "/" && registrar.query().is_none() && registrar.fragment().is_none();
        if !bare || !anonymous(&registrar) {
            return Err(why("it must be scheme, host and port alone"));
        }
        match sandbox {
            true if !loopback(&registrar) => Err(why("a sandbox lies on this computer, such as http://127.0.0.1:8300")),
            false if registrar.scheme() != "https" => Err(why("it must begin with https://")),
            _ => Ok(Place { registrar, sandbox }),
        }
    }

    pub fn is_sandbox(&self) -> bool {
        self.sandbox
    }

    /// The registrar's host, with its port if that is not the usual one.
    pub fn host(&self) -> String {
        shown(&self.registrar)
    }

    /// The registrar's address with `path` (beginning with `/`), which may hold a query.
    pub(crate) fn at(&self, path: &str) -> Url {
        let mut url = self.registrar.clone();
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        url.set_path(path);
        url.set_query(query);
        url
    }

    /// An address for the browser, if its host is on the list for this purpose.
    pub fn outward(&self, purpose: Purpose, address: &str) -> Result<Outward, NotListed> {
        let refused = |host: &str| NotListed { host: host.chars().take(100).collect() };
        if address.len() > LONGEST {
            return Err(refused("An address that is too long"));
        }
        let url = Url::parse(address).map_err(|_| refused("What is no address"))?;
        let host = shown(&url);
        match anonymous(&url) && self.lists(purpose, &url) {
            true => Ok(Outward(url)),
            false => Err(refused(if host.is_empty() { url.scheme() } else { &host })),
        }
    }

    fn lists(&self, purpose: Purpose, url: &Url) -> bool {
        if url.origin() == self.registrar.origin() {
            return true;
        }
        if self.sandbox {
            return loopback(url);
        }
        let hosts = match purpose {
            Purpose::Registrar => &[],
            Purpose::Exam => CLASSMARKER,
            Purpose::Identity => STRIPE,
            Purpose::Credential => CERTIFIER,
        };
        let own = (purpose == Purpose::Credential).then_some(CREDENTIAL_HOST).flatten();
        let host = url.host_str().unwrap_or_default();
        url.scheme() == "https" && url.port().is_none() && (hosts.contains(&host) || own == Some(host))
    }

    /// The host at which an exam is sat, for the screen before there is a link.
    pub fn exam_host(&self) -> String {
        if self.sandbox { "the sandbox on this computer".to_owned() } else { CLASSMARKER[0].to_owned() }
    }
}

impl Outward {
    /// For the screen.
    pub fn host(&self) -> String {
        shown(&self.0)
    }

    /// For the browser, and for nobody else.
    pub fn reveal(&self) -> &str {
        self.0.as_str()
    }
}

impl std::fmt::Debug for Outward {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Outward({})", self.host())
    }
}

/// The host of an address, with its port if that is not the scheme's own; none if it is no address.
pub fn host_of(address: &str) -> Option<String> {
    Url::parse(address).ok().map(|url| shown(&url)).filter(|host| !host.is_empty())
}

fn anonymous(url: &Url) -> bool {
    url.username().is_empty() && url.password().is_none()
}

fn loopback(url: &Url) -> bool {
    let here = match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    here && matches!(url.scheme(), "http" | "https")
}

/// The host with its port, if that is not the scheme's own.
fn shown(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registrar_is_https_or_a_sandbox_on_this_computer() {
        for good in ["https://exams.example", "https://exams.example:8443/"] {
            assert!(Place::real(good).is_ok_and(|p| !p.is_sandbox()), "{good}");
        }
        for bad in ["http://exams.example", "https://u:p@exams.example", "https://exams.example/x", "exams.example", ""]
        {
            assert!(Place::real(bad).is_err(), "{bad}");
        }
        for good in ["http://127.0.0.1:8300", "http://localhost:1", "https://[::1]:2"] {
            assert!(Place::sandbox(good).is_ok_and(|p| p.is_sandbox()), "{good}");
        }
        for bad in ["https://exams.example", "http://127.0.0.1.example", "http://10.0.0.1", "ftp://127.0.0.1"] {
            assert!(Place::sandbox(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_browser_is_sent_to_listed_hosts_only() {
        use Purpose::{Credential, Exam, Identity, Registrar};
        let place = Place::real("https://exams.example").expect("the address of the test is good");
        let check = |purpose, address: &str, expected: Result<&str, &str>| {
            let found = place.outward(purpose, address).map(|o| o.host()).map_err(|n| n.host);
            assert_eq!(found.as_deref().map_err(String::as_str), expected, "{address}");
        };
        check(Registrar, "https://exams.example/authorize?x=1", Ok("exams.example"));
        check(Exam, "https://www.classmarker.com/online-test/start/?quiz=x", Ok("www.classmarker.com"));
        check(Identity, "https://verify.stripe.com/start/x", Ok("verify.stripe.com"));
        check(Credential, "https://credsverse.com/credentials/x", Ok("credsverse.com"));
        check(Registrar, "https://www.classmarker.com/", Err("www.classmarker.com"));
        check(Exam, "https://verify.stripe.com/", Err("verify.stripe.com"));
        check(Exam, "http://www.classmarker.com/", Err("www.classmarker.com"));
        check(Exam, "https://www.classmarker.com:444/", Err("www.classmarker.com:444"));
        check(Exam, "https://www.classmarker.com@evil.example/", Err("evil.example"));
        check(Exam, "https://www.classmarker.com.evil.example/", Err("www.classmarker.com.evil.example"));
        check(Exam, "https://www。classmarker。com.evil.example/", Err("www.classmarker.com.evil.example"));
        check(Exam, "http://127.0.0.1:8302/", Err("127.0.0.1:8302"));
        check(Registrar, "javascript:alert(1)", Err("javascript"));
        check(Registrar, "file:///etc/passwd", Err("file"));
        check(Registrar, "nonsense", Err("What is no address"));
        check(Registrar, &format!("https://exams.example/{}", "x".repeat(3000)), Err("An address that is too long"));
    }

    #[test]
    fn a_sandbox_stays_on_this_computer() {
        let place = Place::sandbox("http://127.0.0.1:8300").expect("the address of the test is good");
        assert!(place.outward(Purpose::Exam, "http://127.0.0.1:8302/x").is_ok());
        for away in ["https://www.classmarker.com/", "https://verify.stripe.com/", "http://192.168.0.1/"] {
            assert!(place.outward(Purpose::Exam, away).is_err(), "{away}");
        }
    }

    #[test]
    fn an_address_does_not_show_in_what_is_printed() {
        let place = Place::real("https://exams.example").expect("the address of the test is good");
        let outward = place.outward(Purpose::Exam, "https://www.classmarker.com/?cm_user_id=secret").expect("listed");
        assert_eq!(format!("{outward:?}"), "Outward(www.classmarker.com)");
    }
}
