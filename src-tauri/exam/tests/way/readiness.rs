//! The readiness check against the real registrar, and what the candidate's browser tells of itself.

use crate::between::Between;
use crate::world::{Computer, DAY, MARA, World, until};
use exam::vault::{Choice, Purpose, Secret};
use exam::{Account, KeptRow, Outward};
use sandbox::Misbehaviour;

/// A browser reports from the registrar's page, as often as the candidate tries.
async fn report(page: &Outward, camera: &str) {
    let tried = format!(r#"{{"finished":true,"camera":"{camera}","pop_ups":"opened","clock_ahead_ms":0}}"#);
    let post = reqwest::Client::new().post(page.reveal()).header("content-type", "application/json").body(tried);
    assert!(post.send().await.unwrap().status().is_success());
}

fn camera(computer: &Computer) -> Option<String> {
    let told = computer.exam.kept(|kept| kept.browser.clone());
    told.and_then(|run| run.rows.into_iter().find(|row| row.name == "camera")).map(|row| row.verdict)
}

/// Whether a check is open of which nothing has been heard.
fn waits(computer: &Computer) -> bool {
    let open = computer.exam.kept(|kept| kept.account.as_ref().and_then(|a| a.browser_check.clone()));
    open.is_some_and(|check| check.reported_ms.is_none())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_browser_reports_last_counts() {
    let world = World::start().await;
    let computer = world.signed_in(MARA).await;
    let page = computer.exam.browser_check().await.unwrap();
    computer.exam.ask().await;
    assert_eq!((camera(&computer), waits(&computer)), (None, true));
    for (tried, verdict) in
        [("blocked_by_site", "attention"), ("works", "pass"), ("in_use", "attention"), ("works", "pass")]
    {
        // Two reports are not of the same moment.
        world.clock.shift(1_000);
        report(&page, tried).await;
        computer.exam.ask().await;
        assert_eq!((camera(&computer).as_deref(), waits(&computer)), (Some(verdict), false), "{tried}");
    }
    world.clock.shift(2 * 3_600_000);
    computer.exam.ask().await;
    assert_eq!(camera(&computer).as_deref(), Some("pass"), "what was reported stays");
    let open = computer.exam.kept(|kept| kept.account.as_ref().unwrap().browser_check.clone());
    assert_eq!(open, None, "nobody asks about a page that can report no more");
}

const NETWORK: [&str; 3] = ["connection", "throughput", "clock"];

/// The three rows of the network in the newest run.
fn network(computer: &Computer) -> Vec<KeptRow> {
    let rows = computer.exam.kept(|kept| kept.runs.first().unwrap().rows.clone());
    rows.into_iter().filter(|row| NETWORK.contains(&row.name.as_str())).collect()
}

/// What each of them says after its name.
fn why(computer: &Computer) -> Vec<String> {
    let unknown = network(computer).into_iter().filter(|row| row.verdict == "unknown" && !row.mend.is_empty());
    unknown.map(|row| row.seen.split_once(": ").unwrap().1.to_owned()).collect()
}

/// Checks until no other work of this machine gets in the way.
async fn passes(computer: &Computer, names: &[&str]) {
    until("a check that passes", async || {
        computer.exam.check_readiness(None).await.unwrap();
        let passes = |row: &KeptRow| row.verdict == "pass" || !names.contains(&row.name.as_str());
        network(computer).iter().all(passes).then_some(())
    })
    .await;
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_registrar_learns_nothing_of_what_the_check_sees() {
    use std::os::unix::process::CommandExt;
    let world = World::start().await;
    let between = Between::start(&world).await;
    let computer = between.signed_in(&world).await;
    // A shell that waits for a line, under a recorder's name; it ends with its input.
    let mut recorder = std::process::Command::new("sh");
    let recorder = recorder.arg0("wf-recorder").args(["-c", "read line"]).stdin(std::process::Stdio::piped());
    let mut recorder = recorder.spawn().unwrap();
    between.take_heard();
    passes(&computer, &NETWORK).await;
    let rows = computer.exam.kept(|kept| kept.runs.first().unwrap().rows.clone());
    drop(recorder.stdin.take());
    recorder.wait().unwrap();

    let programs = rows.iter().find(|row| row.name == "programs").unwrap();
    assert!(programs.seen.contains("wf-recorder"), "{}", programs.seen);
    let heard = between.take_heard();
    assert!(heard.iter().filter(|h| h.what == "GET /v1/me").count() > 12, "one to open, and the tries");
    for request in heard {
        let known = ["GET /v1/me", "GET /v1/checks/bytes", "POST /v1/checks/bytes"];
        assert!(known.contains(&request.what.as_str()), "{}", request.what);
        for seen in rows.iter().map(|row| row.seen.as_str()).chain(["wf-recorder"]) {
            assert!(!request.whole.contains(seen), "{}: {seen}", request.what);
        }
    }
}

async fn refresh_token(computer: &Computer) -> Option<String> {
    let token = computer.exam.vault().get(MARA, Purpose::RefreshToken).await.unwrap();
    token.map(|token| token.reveal().to_owned())
}

/// The check waits for three seconds; the answer comes later, and with it the only token that is good from now on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_check_never_gives_up_the_answer_to_a_refresh() {
    let world = World::start().await;
    let between = Between::start(&world).await;
    let computer = between.signed_in(&world).await;
    let before = refresh_token(&computer).await.unwrap();
    // The access token has ended, which this computer does not know: it may have slept.
    world.clock.shift(DAY);
    between.mischief.plan("POST /token", Misbehaviour::HangAfter { ms: 4_000 }, 1);
    computer.exam.check_readiness(None).await.unwrap();
    let connection = network(&computer).remove(0);
    let seen = "Connection: the registrar could not be reached (no answer within 3 s).";
    assert_eq!((connection.verdict.as_str(), connection.seen.as_str()), ("attention", seen));
    let after = until("the new token", async || refresh_token(&computer).await.filter(|token| *token != before)).await;
    // Long after the registrar would have forgiven that the old one comes back.
    world.clock.shift(DAY);
    computer.exam.ask().await;
    assert_eq!(computer.exam.account().await, Account::SignedIn { email: MARA.into() });
    assert!(refresh_token(&computer).await.is_some_and(|token| token != after));
    // The registrar's clock has been moved.
    passes(&computer, &NETWORK[..2]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_sign_in_the_check_asks_nobody_and_says_why() {
    let world = World::start().await;
    let between = Between::start(&world).await;
    let mut computer = between.signed_in(&world).await;
    let check = async |computer: &Computer, expected: &str| {
        computer.exam.check_readiness(None).await.unwrap();
        assert_eq!(why(computer), vec![format!("not tried. {expected}"); NETWORK.len()]);
    };
    let passphrase = Choice::Passphrase(Secret::new("correct horse battery staple"));
    computer.exam.vault().keep(passphrase).await.unwrap();
    computer.restart();
    between.take_heard();
    check(&computer, "The place for your sign-in is closed.").await;
    assert!(between.take_heard().is_empty());
    computer.exam.vault().unlock(Secret::new("correct horse battery staple")).await.unwrap();
    passes(&computer, &NETWORK).await;

    world.clock.shift(400 * DAY);
    for _ in 0..2 {
        check(&computer, "Your sign-in has ended.").await;
    }
    computer.exam.sign_out().await.unwrap();
    between.take_heard();
    check(&computer, "The app uses no network until you sign in.").await;
    assert!(between.take_heard().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_rehearsal_leads_where_it_is_said_to() {
    let world = World::start().await;
    let computer = world.signed_in(MARA).await;
    let page = computer.exam.rehearsal().unwrap();
    assert_eq!(page.host(), world.address().trim_start_matches("http://"));
    let said =
        computer.exam.kept(|kept| kept.account.as_ref().unwrap().programme.as_ref().unwrap().rehearsal_host.clone());
    let reply = reqwest::get(page.reveal()).await.unwrap();
    assert_eq!(exam::host_of(reply.url().as_str()), said);
    assert!(reply.text().await.unwrap().contains("It counts for nothing."));
}
