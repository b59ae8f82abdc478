//! Asked to stop, it stops in order.

use crate::world::process::Alone;
use std::process::Command;
use std::time::{Duration, Instant};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asked_to_stop_it_ends_what_it_has_begun_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let alone = Alone::prepare(folder.path()).await;
    let mut server = alone.program.serve(&alone.log()).unwrap();
    let ready = format!("{}/readyz", alone.url);
    crate::world::until("the server", async || reqwest::get(&ready).await.ok().filter(|r| r.status().is_success()))
        .await;
    let asked = Instant::now();
    assert!(Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap().success());
    let status = server.wait().unwrap();
    assert!(status.success(), "{status}");
    assert!(asked.elapsed() < Duration::from_secs(30));
    let log = std::fs::read_to_string(alone.log()).unwrap();
    assert!(log.contains("\"stopping\"") && log.contains("\"closed\""), "{log}");
}
