//! A mail server that keeps what it gets.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

#[derive(Debug, Clone)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub body: String,
}

pub struct MailServer {
    pub address: SocketAddr,
    mails: Arc<Mutex<Vec<Mail>>>,
    task: JoinHandle<()>,
}

impl MailServer {
    /// Starts on `port` of loopback; 0 takes a free one.
    pub async fn start(port: u16) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        let address = listener.local_addr()?;
        let mails = Arc::new(Mutex::new(Vec::new()));
        let kept = mails.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let kept = kept.clone();
                tokio::spawn(async move {
                    let _ = converse(stream, &kept).await;
                });
            }
        });
        Ok(Self { address, mails, task })
    }

    /// Everything that arrived, oldest first.
    pub fn mails(&self) -> Vec<Mail> {
        self.mails.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// What arrived for one address, oldest first.
    pub fn to(&self, address: &str) -> Vec<Mail> {
        self.mails().into_iter().filter(|mail| mail.to == address).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// As much of SMTP as a client needs to hand over a mail in plain text.
async fn converse(stream: TcpStream, kept: &Mutex<Vec<Mail>>) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 sandbox\r\n").await?;
    let mut to = String::new();
    while let Some(line) = lines.next_line().await? {
        let upper = line.to_ascii_uppercase();
        let answer = if upper.starts_with("EHLO") || upper.starts_with("HELO") {
            "250-sandbox\r\n250 AUTH PLAIN"
        } else if let Some(given) = line.strip_prefix("AUTH PLAIN ") {
            if given == credentials() { "235 welcome" } else { "535 who are you" }
        } else if upper.starts_with("RCPT TO:") {
            to = line["RCPT TO:".len()..].trim().trim_matches(['<', '>']).to_owned();
            "250 ok"
        } else if upper == "DATA" {
            write.write_all(b"354 go on\r\n").await?;
            let mut text = Vec::new();
            while let Some(line) = lines.next_line().await? {
                if line == "." {
                    break;
                }
                text.push(line.strip_prefix('.').map_or(line.clone(), str::to_owned));
            }
            let mail = parse(&to, &text);
            kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(mail);
            "250 kept"
        } else if upper == "QUIT" {
            write.write_all(b"221 bye\r\n").await?;
            return Ok(());
        } else {
            "250 ok"
        };
        write.write_all(answer.as_bytes()).await?;
        write.write_all(b"\r\n").await?;
    }
    Ok(())
}

/// User and password, as AUTH PLAIN has them.
fn credentials() -> String {
    let [user, password] = ["SMTP_USER", "SMTP_PASSWORD"].map(crate::secrets::secret);
    data_encoding::BASE64.encode(format!("\0{user}\0{password}").as_bytes())
}

fn parse(to: &str, lines: &[String]) -> Mail {
    let end = lines.iter().position(String::is_empty).unwrap_or(lines.len());
    let subject = lines[..end].iter().find_map(|l| l.strip_prefix("Subject: ")).unwrap_or_default();
    let quoted = lines[..end].iter().any(|l| l.to_ascii_lowercase().contains("quoted-printable"));
    let text = lines.get(end + 1..).unwrap_or_default().join("\n");
    Mail { to: to.to_owned(), subject: subject.to_owned(), body: if quoted { unquote(&text) } else { text } }
}

/// Quoted-printable, as far as our own mails use it.
fn unquote(text: &str) -> String {
    let text = text.replace("=\n", "");
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = (first == b'=').then(|| after.get(..2)).flatten().and_then(|h| std::str::from_utf8(h).ok());
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn quoted_printable() {
        assert_eq!(super::unquote("caf=C3=A9 a=\nb 1+1=3D2"), "café ab 1+1=2");
    }
}
