//! No secret stands in the log, and none in the database that would open anything.

use crate::world::process::{Alone, CODE};
use registrar::args;
use sandbox::secrets::SECRETS;
use sandbox::walk::{Recorder, walk_with};
use std::collections::BTreeMap;
use std::path::Path;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_whole_walk_no_secret_stands_in_log_or_database() {
    let folder = tempfile::tempdir().unwrap();
    let mut alone = Alone::prepare(folder.path()).await;
    alone.program.environment.push(("REGISTRAR_LOG".into(), "info,registrar=trace".into()));
    let keeper = alone.keep();
    let recorder = Recorder::default();
    let walked = walk_with(&alone.around, &alone.url, &alone.candidate(), recorder.clone(), |_: &str| ()).await;
    assert_eq!(alone.settle().await, "");
    keeper.stop();
    walked.unwrap();
    let mailed = alone.around.mail.mails();
    let mut secrets: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    secrets.insert("secret of the server", SECRETS.iter().map(|(_, value)| (*value).to_owned()).collect());
    secrets.insert("mailed code", mailed.iter().filter_map(|mail| eight_digits(&mail.body)).collect());
    secrets.insert("enrolment code", vec![CODE.into(), CODE.to_lowercase()]);
    secrets.insert("token or exam link", recorder.secrets());
    secrets.insert("signed address", vec!["signature=".into(), "api_key=".into(), "cm_access_list_item".into()]);
    for (kind, values) in &secrets {
        assert!(!values.is_empty(), "no {kind} to look for");
    }
    for entry in std::fs::read_dir(folder.path()).unwrap().flatten() {
        look(&entry.path(), &secrets);
    }
    let log = std::fs::read_to_string(alone.log()).unwrap();
    assert!(log.contains("\"request\"") && log.contains("\"called\""), "the log is there");
    // What the database does hold of them is a hash under the server's key.
    let core = alone.open().await;
    let hash = core.keys.hash("refresh token", &recorder.secrets()[1]);
    let kept = core.db.row("SELECT 1 AS one FROM refresh_token WHERE token_hash = $1", args![hash]).await.unwrap();
    assert!(kept.is_some());
}

fn look(file: &Path, secrets: &BTreeMap<&str, Vec<String>>) {
    // The settings name no secret; the database and its log are searched as they lie on the disk.
    let bytes = std::fs::read(file).unwrap();
    for (kind, values) in secrets {
        for value in values {
            let found = bytes.windows(value.len()).any(|window| window == value.as_bytes());
            assert!(!found, "a {kind} stands in {}", file.display());
        }
    }
}

fn eight_digits(body: &str) -> Option<String> {
    body.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 8).map(str::to_owned)
}
