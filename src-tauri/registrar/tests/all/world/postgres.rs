//! A PostgreSQL of the tests' own: in a folder and on a port of its own, as its own user, gone with the test process.

use sqlx::{Connection, Executor, PgConnection};
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

static SERVER: OnceLock<String> = OnceLock::new();
static NEXT: AtomicU32 = AtomicU32::new(0);

/// The address of a new, empty database.
pub async fn new_database() -> String {
    let base = tokio::task::spawn_blocking(|| SERVER.get_or_init(start).clone()).await.unwrap();
    let name = format!("test_{}", NEXT.fetch_add(1, Ordering::SeqCst));
    let mut connection = PgConnection::connect(&format!("{base}/postgres")).await.unwrap();
    let create: &'static str = format!("CREATE DATABASE {name}").leak();
    connection.execute(create).await.unwrap();
    format!("{base}/{name}")
}

/// The folder of Debian's PostgreSQL, of any version.
fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is there: cargo xtask setup");
    let mut folders: Vec<PathBuf> = versions.flatten().map(|e| e.path().join("bin")).collect();
    folders.sort();
    folders.pop().expect("PostgreSQL is there: cargo xtask setup")
}

/// PostgreSQL refuses to run as root: then it runs as the user of its package.
fn as_own_user(program: &Path) -> Command {
    let root = std::fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0);
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL"]);
    if root {
        command.args(["--reuid", "postgres", "--regid", "postgres", "--clear-groups"]);
    }
    command.arg(program);
    command
}

fn start() -> String {
    let folder = tempfile::Builder::new().prefix("registrar-postgres-").tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o777)).unwrap();
    let data = folder.path().join("data");
    let made = as_own_user(&programs().join("initdb"))
        .args(["--username=test", "--auth=trust", "--encoding=UTF8", "--no-sync", "--no-locale", "-D"])
        .arg(&data)
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    serve(folder, data, port);
    let begun = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(30), "PostgreSQL does not listen");
        std::thread::sleep(Duration::from_millis(50));
    }
    std::thread::sleep(Duration::from_millis(300));
    format!("postgres://test@127.0.0.1:{port}")
}

/// The server dies with the thread that started it; that thread lives as long as the process.
fn serve(folder: TempDir, data: PathBuf, port: u16) {
    std::thread::spawn(move || {
        let mut server = as_own_user(&programs().join("postgres"))
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="])
            .args(["-c", "fsync=off", "-c", "max_connections=400", "-c", "log_min_messages=fatal"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let _ = server.wait();
    });
}
