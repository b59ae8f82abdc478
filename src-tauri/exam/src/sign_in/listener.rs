//! Where the browser brings the sign-in back: one port of 127.0.0.1, closed after one matching request (RFC 8252).

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use url::Url;
use vault::Secret;

const PATH: &str = "/callback";
/// For the head of one request. Browsers send cookies to every port of an address, also those of other programs here.
const LARGEST: usize = 32 * 1024;
/// For one request; another one may be the right one.
const PATIENCE: Duration = Duration::from_secs(5);
/// Connections that are read at once; others wait.
const AT_ONCE: usize = 16;

const PAGE: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Annotation Academy</title>\
    <p>The app goes on from here. You can close this page.";
const NOT_HERE: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Annotation Academy</title>\
    <p>Nothing to see here. Go back to the app, and sign in from there.";

/// What the registrar's page sent the browser back with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    Code(Secret),
    /// OAuth's word, such as `access_denied`.
    Refused(String),
}

pub(crate) struct Listener {
    inner: TcpListener,
    port: u16,
    patience: Duration,
}

impl Listener {
    pub(crate) async fn bind() -> io::Result<Listener> {
        let inner = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = inner.local_addr()?.port();
        Ok(Listener { inner, port, patience: PATIENCE })
    }

    pub(crate) fn redirect(&self) -> String {
        format!("http://127.0.0.1:{}{PATH}", self.port)
    }

    /// Waits for the request that bears this state. Others are turned away and change nothing.
    pub(crate) async fn answer(self, state: &str) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        let (found, mut answers) = tokio::sync::mpsc::channel(1);
        let places = Arc::new(Semaphore::new(AT_ONCE));
        loop {
            let place = places.clone().acquire_owned();
            // A connection that says nothing must not keep the right one waiting.
            tokio::select! {
                Some(answer) = answers.recv() => return answer,
                (place, accepted) = async { (place.await, self.inner.accept().await) } => {
                    let Ok((stream, _)) = accepted else {
                        // Out of descriptors, say: the right one may still come.
                        tokio::time::sleep(Duration::from_millis(50)).await;
                        continue;
                    };
                    let (found, host, state, patience) = (found.clone(), host.clone(), state.to_owned(), self.patience);
                    tokio::spawn(async move {
                        let _place = place;
                        if let Ok(Some(answer)) = tokio::time::timeout(patience, serve(stream, &host, &state)).await {
                            // Whoever came second finds nobody waiting.
                            let _ = found.send(answer).await;
                        }
                    });
                }
            }
        }
    }
}

async fn serve(mut stream: TcpStream, host: &str, state: &str) -> Option<Answer> {
    let (answer, status) = match head(&mut stream).await? {
        Head::Whole(head) => match read(&head, host, state) {
            Some(answer) => (Some(answer), "200 OK"),
            None => (None, "404 Not Found"),
        },
        Head::TooLarge => (None, "431 Request Header Fields Too Large"),
    };
    let page = if answer.is_some() { PAGE } else { NOT_HERE };
    let response = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\nReferrer-Policy: no-referrer\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n{page}",
        page.len()
    );
    // The browser may be gone already: the answer counts, not the page.
    let _ = stream.write_all(response.as_bytes()).await;
    let _ = stream.shutdown().await;
    answer
}

enum Head {
    /// Up to the empty line.
    Whole(Vec<u8>),
    TooLarge,
}

/// None if the connection ends before.
async fn head(stream: &mut TcpStream) -> Option<Head> {
    let mut head = Vec::new();
    let mut part = [0; 1024];
    while !head.windows(4).any(|w| w == b"\r\n\r\n") {
        let read = stream.read(&mut part).await.ok().filter(|n| *n > 0)?;
        head.extend_from_slice(part.get(..read)?);
        if head.len() > LARGEST {
            return Some(Head::TooLarge);
        }
    }
    Some(Head::Whole(head))
}

/// The answer in a request, if it is a GET of our path, at our address, with our state.
fn read(head: &[u8], host: &str, state: &str) -> Option<Answer> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut headers);
    request.parse(head).ok().filter(httparse::Status::is_complete)?;
    let mut hosts = request.headers.iter().filter(|h| h.name.eq_ignore_ascii_case("host"));
    let to_us = hosts.next().is_some_and(|h| h.value == host.as_bytes()) && hosts.next().is_none();
    if request.method != Some("GET") || !to_us {
        return None;
    }
    let url = Url::parse(&format!("http://{host}")).ok()?.join(request.path?).ok()?;
    if url.path() != PATH || url.host_str() != Some("127.0.0.1") {
        return None;
    }
    let only = |name: &str| {
        let mut values = url.query_pairs().filter(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        values.next().filter(|value| values.next().is_none() && !value.is_empty())
    };
    if only("state").as_deref() != Some(state) {
        return None;
    }
    only("code").map(|code| Answer::Code(Secret::new(code))).or_else(|| only("error").map(Answer::Refused))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_request_with_the_state_is_an_answer() {
        let check = |line: &str, host: &str, expected: Option<Answer>| {
            let head = format!("{line} HTTP/1.1\r\nHost: {host}\r\n\r\n");
            assert_eq!(read(head.as_bytes(), "127.0.0.1:4711", "s-1"), expected, "{line} {host}");
        };
        let here = "127.0.0.1:4711";
        check("GET /callback?code=abc&state=s-1", here, Some(Answer::Code(Secret::new("abc"))));
        check("GET /callback?state=s-1&error=access_denied", here, Some(Answer::Refused("access_denied".into())));
        check("GET /callback?code=a%20b&state=s-1", here, Some(Answer::Code(Secret::new("a b"))));
        for line in [
            "GET /callback?code=abc&state=s-2",
            "GET /callback?code=abc",
            "GET /callback?code=abc&state=",
            "GET /callback?code=abc&state=s-1&state=s-2",
            "GET /callback?code=&state=s-1",
            "GET /callback?code=a&code=b&state=s-1",
            "GET /callback/?code=abc&state=s-1",
            "GET /other?code=abc&state=s-1",
            "GET //evil.example/callback?code=abc&state=s-1",
            "GET http://evil.example/callback?code=abc&state=s-1",
            "POST /callback?code=abc&state=s-1",
            "GET /favicon.ico",
        ] {
            check(line, here, None);
        }
        check("GET /callback?code=abc&state=s-1", "evil.example", None);
        assert_eq!(read(b"GET /callback?code=abc&state=s-1 HTTP/1.1\r\n\r\n", here, "s-1"), None);
        assert_eq!(read(b"\x16\x03\x01\x02\x00\r\n\r\n", here, "s-1"), None);
    }

    /// Sends these bytes to the port and answers with what comes back.
    async fn send(port: u16, bytes: &[u8]) -> io::Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
        stream.write_all(bytes).await?;
        let mut reply = String::new();
        stream.read_to_string(&mut reply).await?;
        Ok(reply)
    }

    fn request(port: u16, path: &str, cookie: usize) -> String {
        format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: a={}\r\n\r\n", "c".repeat(cookie))
    }

    #[tokio::test]
    async fn the_port_closes_after_the_matching_request() {
        let listener = Listener::bind().await.expect("loopback is there");
        let port = listener.port;
        assert_eq!(listener.redirect(), format!("http://127.0.0.1:{port}/callback"));
        let bound = listener.inner.local_addr().expect("it is bound");
        assert_eq!(bound.ip(), Ipv4Addr::LOCALHOST, "no other computer reaches it");
        let waiting = tokio::spawn(async move { listener.answer("s-1").await });
        // Someone who connects and says nothing keeps nobody waiting.
        let mute = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.expect("the port is open");
        let wrong = send(port, request(port, "/callback?code=x&state=guess", 0).as_bytes()).await.expect("an answer");
        assert!(wrong.starts_with("HTTP/1.1 404"), "{wrong}");
        let right = request(port, "/callback?code=abc&state=s-1", 0);
        let reply = send(port, right.as_bytes()).await.expect("an answer");
        assert!(reply.starts_with("HTTP/1.1 200") && reply.contains("default-src 'none'"), "{reply}");
        assert_eq!(waiting.await.expect("the task goes on"), Answer::Code(Secret::new("abc")));
        assert!(send(port, right.as_bytes()).await.is_err(), "the port is closed");
        drop(mute);
    }

    /// More of them than are read at once, and one that never comes to its end.
    #[tokio::test]
    async fn the_right_request_comes_through_a_crowd() {
        let mut listener = Listener::bind().await.expect("loopback is there");
        listener.patience = Duration::from_millis(200);
        let port = listener.port;
        let waiting = tokio::spawn(async move { listener.answer("s-1").await });
        let mut mute = Vec::new();
        for _ in 0..=AT_ONCE {
            mute.push(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.expect("the port is open"));
        }
        let endless = request(port, "/callback?code=abc&state=s-1", LARGEST - 40);
        let told = send(port, endless.as_bytes()).await.expect("an answer");
        assert!(told.starts_with("HTTP/1.1 431"), "{told}");
        // With what other programs of this computer have set.
        let right = request(port, "/callback?code=abc&state=s-1", 16 * 1024);
        let reply = send(port, right.as_bytes()).await.expect("an answer");
        assert!(reply.starts_with("HTTP/1.1 200"), "{reply}");
        assert_eq!(waiting.await.expect("the task goes on"), Answer::Code(Secret::new("abc")));
    }

    #[test]
    fn an_answer_does_not_print_its_code() {
        assert_eq!(format!("{:?}", Answer::Code(Secret::new("abc"))), "Code(Secret)");
    }
}
