//! A session bus with a real keyring, or without one. All processes end with the test.

use crate::world::{Home, until};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use zbus::blocking::{Connection, connection};
use zbus::zvariant::{ObjectPath, OwnedObjectPath, Value};

const SECRETS: &str = "org.freedesktop.secrets";
const PATH: &str = "/org/freedesktop/secrets";
const SERVICE: &str = "org.freedesktop.Secret.Service";
const PASSWORD: &str = "the person's password";
/// A bus on which nobody is, since there is none.
pub const NO_BUS: &str = "unix:path=/nonexistent/bus";

/// As the Secret Service passes a secret: session, parameters, value, content type.
type Passed<'a> = (ObjectPath<'a>, Vec<u8>, &'a [u8], &'a str);

pub struct Bus {
    pub address: String,
    keyring: Option<Child>,
    daemon: Child,
}

impl Bus {
    /// Without a keyring; `services` are files of programs that the bus starts when somebody asks for them.
    fn start(home: &Home, services: &[(&str, &str)]) -> Bus {
        let folder = home.path().join("services");
        std::fs::create_dir(&folder).unwrap();
        for (name, program) in services {
            let text = format!("[D-BUS Service]\nName={name}\nExec={program}\n");
            std::fs::write(folder.join(format!("{name}.service")), text).unwrap();
        }
        let config = home.path().join("bus.conf");
        let text = format!(
            "<busconfig><type>session</type><listen>unix:dir={}</listen><servicedir>{}</servicedir>\
             <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>\
             <allow own=\"*\"/></policy></busconfig>",
            home.path().join("run").display(),
            folder.display()
        );
        std::fs::write(&config, text).unwrap();
        let mut command = with_us("dbus-daemon");
        home.settle(&mut command, NO_BUS);
        command.arg(format!("--config-file={}", config.display())).args([
            "--nofork",
            "--nopidfile",
            "--print-address=1",
        ]);
        let mut daemon = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Bus { address: address.trim().to_owned(), keyring: None, daemon }
    }

    /// A bus on which nobody keeps secrets.
    pub fn bare(home: &Home) -> Bus {
        Bus::start(home, &[])
    }

    /// A bus that starts a keyring, which nobody has unlocked.
    pub fn with_locked_keyring(home: &Home) -> Bus {
        let program = "/usr/bin/gnome-keyring-daemon --start --foreground --components=secrets";
        Bus::start(home, &[(SECRETS, program)])
    }

    /// A bus with a keyring, unlocked as after a log-in.
    pub fn with_keyring(home: &Home) -> Bus {
        let mut bus = Bus::bare(home);
        bus.start_keyring(home);
        bus
    }

    pub fn start_keyring(&mut self, home: &Home) {
        let mut command = with_us("gnome-keyring-daemon");
        home.settle(&mut command, &self.address);
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        let mut keyring = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        keyring.stdin.take().unwrap().write_all(PASSWORD.as_bytes()).unwrap();
        self.keyring = Some(keyring);
        let bus = self.connect();
        until("the keyring", || owner(&bus).is_some());
    }

    pub fn stop_keyring(&mut self) {
        let mut keyring = self.keyring.take().unwrap();
        keyring.kill().unwrap();
        keyring.wait().unwrap();
        let bus = self.connect();
        until("the keyring's end", || owner(&bus).is_none());
    }

    /// The keyring stands still (`STOP`) or goes on (`CONT`).
    pub fn signal_keyring(&self, signal: &str) {
        let pid = self.keyring.as_ref().unwrap().id().to_string();
        assert!(Command::new("kill").args([&format!("-{signal}"), &pid]).status().unwrap().success());
    }

    fn connect(&self) -> Connection {
        connection::Builder::address(self.address.as_str()).unwrap().build().unwrap()
    }

    /// What the person does in their keyring program, with the login keyring.
    pub fn lock(&self) {
        let bus = self.connect();
        let collection = default_collection(&bus);
        let locked: (Vec<OwnedObjectPath>, OwnedObjectPath) = call(&bus, SERVICE, "Lock", &vec![collection]);
        assert_eq!(locked.0.len(), 1);
    }

    pub fn unlock(&self) {
        let bus = self.connect();
        let session = session(&bus);
        let password: Passed = (session.as_ref(), vec![], PASSWORD.as_bytes(), "text/plain");
        let () = call(&bus, INTERNAL, "UnlockWithMasterPassword", &(default_collection(&bus), password));
    }

    /// New entries go to a keyring without a password from now on: gnome-keyring writes such a one in plain text.
    pub fn use_plain_keyring(&self) {
        let bus = self.connect();
        let session = session(&bus);
        let nothing: Passed = (session.as_ref(), vec![], b"", "text/plain");
        let label = HashMap::from([("org.freedesktop.Secret.Collection.Label", Value::from("plain"))]);
        let made: OwnedObjectPath = call(&bus, INTERNAL, "CreateWithMasterPassword", &(label, nothing));
        let () = call(&bus, SERVICE, "SetAlias", &("default", made));
    }

    /// The vault's entries: how many there are, locked or not.
    pub fn entries(&self) -> usize {
        let found = self.find();
        found.0.len() + found.1.len()
    }

    fn find(&self) -> (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) {
        let of_vault = HashMap::from([("service", "com.annotationacademy.desktop")]);
        call(&self.connect(), SERVICE, "SearchItems", &of_vault)
    }

    /// What the vault's one entry holds.
    pub fn entry_text(&self) -> String {
        let bus = self.connect();
        let session = session(&bus);
        let item = self.find().0.remove(0);
        let reply = bus.call_method(Some(SECRETS), &item, Some("org.freedesktop.Secret.Item"), "GetSecret", &session);
        let secret: (OwnedObjectPath, Vec<u8>, Vec<u8>, String) =
            reply.unwrap().body().deserialize::<(_,)>().unwrap().0;
        String::from_utf8(secret.2).unwrap()
    }

    /// Somebody removes it by hand, or copies something over it.
    pub fn remove_entry(&self) {
        let item = self.find().0.remove(0);
        self.connect().call_method(Some(SECRETS), &item, Some("org.freedesktop.Secret.Item"), "Delete", &()).unwrap();
    }

    pub fn overwrite_entry(&self, text: &str) {
        let bus = self.connect();
        let session = session(&bus);
        let item = self.find().0.remove(0);
        let secret: Passed = (session.as_ref(), vec![], text.as_bytes(), "text/plain");
        let interface = Some("org.freedesktop.Secret.Item");
        bus.call_method(Some(SECRETS), &item, interface, "SetSecret", &(secret,)).unwrap();
    }

    /// Puts a prompter on the bus that shows its question for ever.
    pub fn prompter(&self) -> Prompter {
        let asked = Arc::new(AtomicUsize::new(0));
        let window = Window { asked: Arc::clone(&asked) };
        let builder = connection::Builder::address(self.address.as_str()).unwrap();
        let builder = builder.serve_at("/org/gnome/keyring/Prompter", window).unwrap();
        let bus = builder.name("org.gnome.keyring.SystemPrompter").unwrap().build().unwrap();
        Prompter { asked, _bus: bus }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        for child in self.keyring.iter_mut().chain([&mut self.daemon]) {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

const INTERNAL: &str = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface";

/// A program that ends when the test does, however that ends.
fn with_us(program: &str) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", program]);
    command
}

fn call<T>(
    bus: &Connection,
    interface: &str,
    method: &str,
    body: &(impl serde::Serialize + zbus::zvariant::DynamicType),
) -> T
where
    T: serde::de::DeserializeOwned + zbus::zvariant::Type,
{
    let reply = bus.call_method(Some(SECRETS), PATH, Some(interface), method, body).unwrap();
    reply.body().deserialize().unwrap()
}

fn session(bus: &Connection) -> OwnedObjectPath {
    let opened: (zbus::zvariant::OwnedValue, OwnedObjectPath) =
        call(bus, SERVICE, "OpenSession", &("plain", Value::from("")));
    opened.1
}

fn default_collection(bus: &Connection) -> OwnedObjectPath {
    call(bus, SERVICE, "ReadAlias", &"default")
}

fn owner(bus: &Connection) -> Option<String> {
    let dbus = "org.freedesktop.DBus";
    let reply = bus.call_method(Some(dbus), "/org/freedesktop/DBus", Some(dbus), "GetNameOwner", &SECRETS).ok()?;
    reply.body().deserialize().ok()
}

/// How often the person was asked.
pub struct Prompter {
    asked: Arc<AtomicUsize>,
    _bus: Connection,
}

impl Prompter {
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

struct Window {
    asked: Arc<AtomicUsize>,
}

#[zbus::interface(name = "org.gnome.keyring.internal.Prompter")]
impl Window {
    fn begin_prompting(&self, _callback: OwnedObjectPath) {
        self.asked.fetch_add(1, Ordering::SeqCst);
    }

    fn stop_prompting(&self, _callback: OwnedObjectPath) {}
}
