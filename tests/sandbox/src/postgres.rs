//! A PostgreSQL of one's own: in a folder and on a port of its own, as its own user, gone with the process that started it.

use crate::Port;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A running server.
pub struct Postgres {
    port: u16,
    _held: Port,
    databases: AtomicU32,
}

impl Postgres {
    /// Makes a new cluster and serves it. With `durable` it keeps what it has acknowledged, as a real one does.
    pub fn start(durable: bool) -> io::Result<Self> {
        let folder = &own_folder()?;
        let data = folder.join("data");
        let made = own_user("initdb")?
            .args(["--username=test", "--auth=trust", "--encoding=UTF8", "--no-sync", "--no-locale", "-D"])
            .arg(&data)
            .current_dir(folder)
            .output()?;
        if !made.status.success() {
            return Err(io::Error::other(format!("initdb: {}", String::from_utf8_lossy(&made.stderr))));
        }
        let held = Port::hold()?;
        let port = held.address.port();
        let mut server = own_user("postgres")?;
        server.arg("-D").arg(&data).args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1"]);
        if !durable {
            // Nor does it fill the disk with what it would need after a crash.
            server.args(["-c", "fsync=off", "-c", "min_wal_size=32MB", "-c", "max_wal_size=64MB"]);
        }
        server.args(["-c", "unix_socket_directories=", "-c", "max_connections=400", "-c", "log_min_messages=fatal"]);
        server.current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
        // The server is to die with the thread that starts it; this one lives as long as the process.
        std::thread::spawn(move || server.status());
        let postgres = Self { port, _held: held, databases: AtomicU32::new(0) };
        let begun = Instant::now();
        while postgres.statement("SELECT 1").is_err() {
            if begun.elapsed() > Duration::from_secs(30) {
                return Err(io::Error::other("PostgreSQL does not answer"));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(postgres)
    }

    /// The address of a new, empty database.
    pub fn new_database(&self) -> io::Result<String> {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::SeqCst));
        self.statement(&format!("CREATE DATABASE {name}"))?;
        Ok(format!("postgres://test@127.0.0.1:{}/{name}", self.port))
    }

    /// Removes the database at `url`, whoever still has it open.
    pub fn drop_database(&self, url: &str) -> io::Result<()> {
        let name = url.rsplit('/').next().unwrap_or_default();
        self.statement(&format!("DROP DATABASE {name} WITH (FORCE)"))
    }

    fn statement(&self, sql: &str) -> io::Result<()> {
        let psql = programs()?.join("psql");
        let port = self.port.to_string();
        let arguments = ["-X", "-q", "-h", "127.0.0.1", "-p", &port, "-U", "test", "-d", "postgres", "-c", sql];
        let done = Command::new(psql).args(arguments).stdin(Stdio::null()).output()?;
        match done.status.success() {
            true => Ok(()),
            false => Err(io::Error::other(String::from_utf8_lossy(&done.stderr).into_owned())),
        }
    }
}

/// A folder that is removed when this process is gone, however it ends.
fn own_folder() -> io::Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("registrar-postgres-{}", uuid::Uuid::new_v4()));
    std::fs::create_dir(&folder)?;
    std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o777))?;
    let mut broom = Command::new("sh");
    broom.args(["-c", "read -r line; sleep 1; rm -rf \"$0\""]).arg(&folder).stdin(Stdio::piped());
    // Its input closes with this process: that is what it waits for.
    std::mem::forget(broom.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?);
    Ok(folder)
}

/// The folder of Debian's PostgreSQL, the newest there is.
fn programs() -> io::Result<PathBuf> {
    let missing = || io::Error::other("PostgreSQL is not there: cargo xtask setup installs it");
    let versions = std::fs::read_dir("/usr/lib/postgresql").map_err(|_| missing())?;
    let folders = versions.flatten().map(|entry| entry.path().join("bin"));
    folders.filter(|folder| folder.join("postgres").exists()).max().ok_or_else(missing)
}

/// PostgreSQL refuses to run as root: then it runs as the user of its package.
fn own_user(program: &str) -> io::Result<Command> {
    let root = std::fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0);
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL"]);
    if root {
        command.args(["--reuid", "postgres", "--regid", "postgres", "--clear-groups"]);
    }
    command.arg(programs()?.join(program));
    Ok(command)
}
