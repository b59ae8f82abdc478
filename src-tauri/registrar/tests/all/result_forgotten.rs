//! What was forgotten is not learned again, however often ClassMarker tells of it.

use crate::casework_desk::done;
use crate::identity::with;
use crate::result_sitting::*;
use crate::world::{World, both, until};
use registrar::args;
use registrar::casework::Action;
use registrar_api::Outcome;
use sandbox::classmarker::{Event, Finish};

const FEED: &str = "recent_results";

fn noted() -> Finish {
    Finish { events: vec![Event { event: "left the page".into(), seconds_away: 3 }], ..Finish::default() }
}

/// What the monitor noted is gone fifteen days after the result.
fn soon(text: String) -> String {
    text.replace(
        "field = \"monitoring\"\nwhat = \"What the exam's monitor noted\"\ndays = 180",
        "field = \"monitoring\"\nwhat = \"What the exam's monitor noted\"\ndays = 1",
    )
}

/// The feed is read in the deep, as far back as the oldest seat that still waits for its grade.
async fn read_in_the_deep(world: &World) {
    let calls = || world.classmarker.calls().iter().filter(|call| call.contains(FEED)).count();
    let before = calls();
    until("several readings of the feed", async || {
        world.clock.shift(HOUR);
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        (calls() >= before + 12).then_some(())
    })
    .await;
}

async fn bodies(world: &World, ada: &Sitting) -> Vec<String> {
    let sql = "SELECT body FROM result_revision WHERE seat_id = $1";
    let rows = world.registrar.core.db.rows(sql, args![&ada.seat_id]).await.unwrap();
    rows.iter().map(|row| row.text("body").unwrap()).collect()
}

both! {
    async fn a_monitor_that_was_forgotten_stays_so(world: World) {
        let world = with(world, soon).await;
        let eve = Sitting::new(&world, "eve@example.org").await;
        eve.hand_in(&world, Finish { requires_grading: true, ..noted() });
        eve.until_confirmed(&world, Outcome::Provisional).await;
        let ada = Sitting::new(&world, "ada@example.org").await;
        let id = ada.hand_in(&world, noted());
        let shown = ada.until_confirmed(&world, Outcome::Passed).await;
        assert!(shown.monitoring.is_some());
        world.clock.shift(15 * DAY + HOUR);
        let forgotten = async || bodies(&world, &ada).await.iter().all(|body| !body.contains("left the page")).then_some(());
        until("the end of what was noted", forgotten).await;
        read_in_the_deep(&world).await;
        assert!(forgotten().await.is_some(), "{:?}", bodies(&world, &ada).await);
        assert_eq!(ada.shown(&world).await.unwrap().outcome, Outcome::Passed);
        // A new score is news all the same, and brings nothing back.
        world.classmarker.regrade(&id, 300, false);
        read_in_the_deep(&world).await;
        ada.until_outcome(&world, Outcome::Failed).await;
        assert!(forgotten().await.is_some());
    }

    async fn nothing_more_is_taken_of_somebody_erased(world: World) {
        let eve = Sitting::new(&world, "eve@example.org").await;
        eve.hand_in(&world, Finish { requires_grading: true, ..noted() });
        eve.until_confirmed(&world, Outcome::Provisional).await;
        let ada = Sitting::new(&world, "ada@example.org").await;
        let id = ada.hand_in(&world, Finish { percentage_tenths: 300, ..noted() });
        ada.until_confirmed(&world, Outcome::Failed).await;
        done(&world, Action::Erase { person: "ada@example.org".into() }).await;
        let before = bodies(&world, &ada).await;
        assert!(before.iter().all(|body| !body.contains("left the page")));
        world.clock.shift(DAY);
        read_in_the_deep(&world).await;
        world.classmarker.regrade(&id, 900, false);
        read_in_the_deep(&world).await;
        assert_eq!(bodies(&world, &ada).await, before);
        let sql = "SELECT COUNT(*) AS n FROM mail WHERE recipient = $1";
        let row = world.registrar.core.db.row(sql, args!["ada@example.org"]).await.unwrap();
        assert_eq!(row.unwrap().int("n").unwrap(), 0);
    }
}
