//! The registrar's command line.

use clap::{Parser, Subcommand};
use registrar::casework::cli::Admin;
use registrar::clock::Clock;
use registrar::config::{Secrets, Settings};
use registrar::core::Core;
use registrar::trouble::Trouble;
use std::path::PathBuf;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

#[derive(Parser)]
#[command(about = "Enrolment, identity, seats, results, credentials")]
struct Arguments {
    /// The settings; secrets come from REGISTRAR_… variables or the files they name.
    #[arg(long, env = "REGISTRAR_SETTINGS", default_value = "registrar.toml")]
    settings: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve until told to stop (SIGTERM or Ctrl-C).
    Serve,
    /// Read the settings and say what is wrong with them.
    Check,
    /// Print the OpenAPI description.
    Openapi,
    /// See and do what operations can, without a running server.
    Admin(Box<Admin>),
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter =
        EnvFilter::try_from_env("REGISTRAR_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,hyper=warn"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Trouble::Refused(fault)) => {
            complain(&fault.message);
            ExitCode::FAILURE
        }
        Err(trouble) => {
            tracing::error!(%trouble, "the end");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Trouble> {
    let settings = || Settings::read(&arguments.settings, Secrets::from_environment);
    match arguments.command {
        Command::Serve => {
            let registrar = registrar::start(settings()?, Clock::default()).await?;
            tracing::info!(address = %registrar.address, "listening");
            asked_to_stop().await;
            tracing::info!("stopping");
            registrar.stop().await;
        }
        Command::Check => {
            let settings = settings()?;
            say(&format!("The settings are good: “{}”.", settings.programme.title));
        }
        Command::Openapi => {
            let description = registrar::http::description().to_pretty_json();
            say(&description.map_err(|e| Trouble::broken(e.to_string()))?);
        }
        Command::Admin(admin) => {
            let core = Core::open(settings()?, Clock::default()).await?;
            let done = admin.run(&core).await;
            core.db.close().await;
            say(&done?);
        }
    }
    Ok(())
}

#[allow(clippy::print_stdout, reason = "a tool for the command line speaks by printing")]
fn say(text: &str) {
    println!("{text}");
}

#[allow(clippy::print_stderr, reason = "what could not be done is said to whoever asked")]
fn complain(text: &str) {
    eprintln!("{text}");
}

async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}
