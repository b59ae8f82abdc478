//! Stand-ins and a registrar wired to them, up until Ctrl-C, or for one candidate's walk.

use crate::Up;
use sandbox::Port;
use sandbox::around::{Around, Program};
use sandbox::mail::Mail;
use sandbox::walk::{Candidate, walk};
use std::fs::File;
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The registrar, Stripe, ClassMarker, Certifier, mail.
const PORTS: [u16; 5] = [8300, 8301, 8302, 8303, 8304];

pub async fn run(arguments: Up) -> Result<(), String> {
    let ports = if arguments.walk || arguments.lines { [0; 5] } else { PORTS };
    let around = start(&ports).await.map_err(|e| format!("a port of {ports:?} cannot be had: {e}"))?;
    let held = (ports[0] == 0).then(Port::hold).transpose().map_err(|e| e.to_string())?;
    let port = held.as_ref().map_or(ports[0], |held| held.address.port());
    let url = format!("http://127.0.0.1:{port}");
    let program = prepare(&arguments, &around, port, &url).map_err(|e| e.to_string())?;
    let codes = codes(&program, if arguments.walk { 1 } else { 5 })?;
    around.tell(&url);
    let mut registrar = Ended(program.serve(&arguments.folder.join("log")).map_err(|e| e.to_string())?);
    listening(&url).await?;
    if arguments.walk {
        let candidate = Candidate {
            email: "ada@academy.test".into(),
            name: "Ada Lovelace".into(),
            code: codes.into_iter().next().unwrap_or_default(),
            percentage_tenths: 840,
        };
        let tell = |words: &str| println!("  {words}");
        return walk(&around, &url, &candidate, tell).await.map(drop).map_err(|e| format!("{}: {}", e.code, e.message));
    }
    if arguments.lines {
        println!(
            "{}",
            serde_json::json!({ "registrar": url, "classmarker": around.classmarker.url(), "codes": codes })
        );
    } else {
        say(&arguments, &around, &url, &codes);
    }
    let app = arguments.app.as_deref().map(|program| start_app(program, &arguments.folder, &url)).transpose();
    let tell = if arguments.lines { mail_line } else { mail_text };
    print_mails(&around, &mut registrar, app.map_err(|e| format!("the app: {e}"))?, tell).await
}

fn say(arguments: &Up, around: &Around, url: &str, codes: &[String]) {
    println!("Sandbox: nothing here is real.\n");
    println!("  registrar    {url}   (operations: {url}/admin as decider@academy.test)");
    println!("  Stripe       {}", around.stripe.url());
    println!("  ClassMarker  {}", around.classmarker.url());
    println!("  Certifier    {}", around.certifier.url());
    println!("  mail         {} (each mail is printed here)", around.mail.address);
    println!("  log          {}", arguments.folder.join("log").display());
    println!("\nEnrolment codes:\n  {}\n\nCtrl-C ends it.", codes.join("\n  "));
}

fn mail_text(mail: &Mail) -> String {
    format!("\n— mail to {} —\n{}\n\n{}", mail.to, mail.subject, mail.body.trim())
}

fn mail_line(mail: &Mail) -> String {
    serde_json::json!({ "to": mail.to, "subject": mail.subject, "body": mail.body }).to_string()
}

/// Starts the app beside the registrar at `url`, with a record in the sandbox's folder; its words go to a log there.
fn start_app(program: &Path, folder: &Path, url: &str) -> io::Result<Ended> {
    let log = folder.join("app.log");
    println!("\nThe app is starting. Choose any e-mail address to sign in with; the code is printed here.");
    println!("Its record is in {}, new each time; its log is {}.", folder.join("app").display(), log.display());
    let log = File::create(log)?;
    let mut app = Command::new(program);
    app.env("ANNOTATION_ACADEMY_REGISTRAR", url).env("ANNOTATION_ACADEMY_DATA", folder.join("app"));
    app.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).spawn().map(Ended)
}

async fn start(ports: &[u16; 5]) -> io::Result<Around> {
    Around::start_at([ports[1], ports[2], ports[3], ports[4]]).await
}

fn prepare(arguments: &Up, around: &Around, port: u16, url: &str) -> io::Result<Program> {
    if arguments.folder.exists() {
        std::fs::remove_dir_all(&arguments.folder)?;
    }
    std::fs::create_dir_all(&arguments.folder)?;
    let settings = around.settings(&format!("127.0.0.1:{port}"), url);
    Program::new(&arguments.registrar, &arguments.folder, &settings)
}

/// New enrolment codes, made as operations makes them.
pub fn codes(program: &Program, count: u32) -> Result<Vec<String>, String> {
    let count = count.to_string();
    let arguments = ["admin", "--actor", "sandbox", "--reason", "to try the sandbox", "make-codes", "--count", &count];
    let output = program.command(&arguments).output().map_err(|e| e.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let codes: Vec<String> = said.lines().filter(|line| is_code(line)).map(str::to_owned).collect();
    if codes.is_empty() { Err("no codes were made".into()) } else { Ok(codes) }
}

/// Four groups of four.
fn is_code(line: &str) -> bool {
    let groups: Vec<&str> = line.split('-').collect();
    groups.len() == 4 && groups.iter().all(|g| g.len() == 4 && g.bytes().all(|b| b.is_ascii_alphanumeric()))
}

pub async fn listening(url: &str) -> Result<(), String> {
    let client = sandbox::walk::Browser::default().client;
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(60) {
        if client.get(format!("{url}/readyz")).send().await.is_ok_and(|r| r.status().is_success()) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err("the registrar does not answer; its log says why".into())
}

/// Prints what is mailed until Ctrl-C, or until the registrar ends. The app may be closed before.
async fn print_mails(
    around: &Around,
    registrar: &mut Ended,
    mut app: Option<Ended>,
    tell: fn(&Mail) -> String,
) -> Result<(), String> {
    let mut printed = 0;
    loop {
        for mail in around.mail.mails().iter().skip(printed) {
            println!("{}", tell(mail));
            printed += 1;
        }
        if let Ok(Some(status)) = registrar.0.try_wait() {
            return Err(format!("the registrar ended with {status}; its log says why"));
        }
        if let Some(Ok(Some(status))) = app.as_mut().map(|app| app.0.try_wait()) {
            println!("\nThe app was closed ({status}). The registrar goes on; Ctrl-C ends it.");
            app = None;
        }
        tokio::select! {
            () = tokio::time::sleep(Duration::from_millis(200)) => {}
            () = asked_to_stop() => return Ok(()),
        }
    }
}

/// Ctrl-C, or a kind `kill`.
async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => tokio::select! {
            _ = terminated.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        },
        Err(_) => drop(tokio::signal::ctrl_c().await),
    }
}

/// A process that ends with this value.
pub struct Ended(pub Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
