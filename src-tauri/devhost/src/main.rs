//! `devhost --data DIR --pack FILE --page DIR [--port N]`: prints one line of JSON, `{url, token}`, and serves.
#![allow(clippy::print_stdout, clippy::print_stderr)] // A command-line program speaks on its streams.

use app::{App, SystemHost};
use std::future::IntoFuture;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

struct Options {
    data: PathBuf,
    pack: PathBuf,
    page: PathBuf,
    port: u16,
}

fn options() -> Result<Options, String> {
    let mut options =
        Options { data: "out/devhost".into(), pack: "gen/course.pack".into(), page: "ui/dist".into(), port: 0 };
    let mut args = std::env::args().skip(1);
    while let Some(name) = args.next() {
        let value = args.next().ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--data" => options.data = value.into(),
            "--pack" => options.pack = value.into(),
            "--page" => options.page = value.into(),
            "--port" => options.port = value.parse().map_err(|_| format!("“{value}” is no port"))?,
            _ => return Err(format!("there is no option {name}; use --data, --pack, --page, --port")),
        }
    }
    Ok(options)
}

async fn serve(options: Options) -> Result<(), String> {
    let pack = std::fs::read(&options.pack)
        .map_err(|e| format!("{}: {e}. Run `cargo xtask pack` first.", options.pack.display()))?;
    let app = Arc::new(App::new(options.data, pack, Arc::new(SystemHost), None));
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
