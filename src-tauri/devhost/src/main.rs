//! `devhost --data DIR --pack FILE --page DIR [--port N] [--registrar ADDRESS]`: prints one line of JSON, `{url, token}`,
//! and serves. The registrar is one of the sandbox, on loopback; without it there is no exam chapter.
//!
//! Addresses are opened by the `xdg-open` on PATH. The rest of a desktop comes from the environment:
//! - `ANNOTATION_ACADEMY_CLIPBOARD`: a file to which a copied text is written;
//! - `ANNOTATION_ACADEMY_PICK`: a file that holds the path which the file dialog answers, or nothing for “Cancel”;
//! - `ANNOTATION_ACADEMY_DISPLAYS`: the displays, as `1920x1080 1280x800`.
#![allow(clippy::print_stdout, clippy::print_stderr)] // A command-line program speaks on its streams.

use app::{App, Place};
use devhost::DevHost;
use std::alloc::System;
use std::future::IntoFuture;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use zeroizing_alloc::ZeroAlloc;

/// As in the app: memory is wiped as it is given back.
#[global_allocator]
static MEMORY: ZeroAlloc<System> = ZeroAlloc(System);

struct Options {
    data: PathBuf,
    pack: PathBuf,
    page: PathBuf,
    port: u16,
    place: Option<Place>,
}

fn options() -> Result<Options, String> {
    let mut options = Options {
        data: "out/devhost".into(),
        pack: "gen/course.pack".into(),
        page: "ui/dist".into(),
        port: 0,
        place: None,
    };
    let mut args = std::env::args().skip(1);
    while let Some(name) = args.next() {
        let value = args.next().ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--data" => options.data = value.into(),
            "--pack" => options.pack = value.into(),
            "--page" => options.page = value.into(),
            "--port" => options.port = value.parse().map_err(|_| format!("“{value}” is no port"))?,
            "--registrar" => options.place = Some(Place::sandbox(&value)?),
            _ => return Err(format!("there is no option {name}; use --data, --pack, --page, --port, --registrar")),
        }
    }
    Ok(options)
}

async fn serve(options: Options) -> Result<(), String> {
    let pack = std::fs::read(&options.pack)
        .map_err(|e| format!("{}: {e}. Run `cargo xtask pack` first.", options.pack.display()))?;
    let host = DevHost::new(|name| std::env::var_os(name))?;
    let app = Arc::new(App::new(options.data, pack, Arc::new(host), options.place));
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, options.port))).await;
    let listener = listener.map_err(|e| format!("port {}: {e}", options.port))?;
    let port = listener.local_addr().map_err(|e| e.to_string())?.port();
    let token = uuid::Uuid::new_v4().simple().to_string();
    println!("{}", serde_json::json!({ "url": format!("http://127.0.0.1:{port}"), "token": token }));
    let router = devhost::router(app.clone(), &options.page, &token, port);
    let mut stop = signal(SignalKind::terminate()).map_err(|e| e.to_string())?;
    let stopped = async move {
        tokio::select! {
            _ = stop.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    };
    tokio::select! {
        served = axum::serve(listener, router).into_future() => served.map_err(|e| e.to_string())?,
        () = stopped => {}
    }
    app.close().await;
    Ok(())
}

#[tokio::main]
async fn main() {
    let done = match options() {
        Ok(options) => serve(options).await,
        Err(e) => Err(e),
    };
    if let Err(e) = done {
        eprintln!("devhost: {e}");
        std::process::exit(1);
    }
}
