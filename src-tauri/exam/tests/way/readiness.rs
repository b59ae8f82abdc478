//! The readiness check against the real registrar, and what the candidate's browser tells of itself.

use crate::world::{Computer, MARA, World};
use exam::Outward;

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
