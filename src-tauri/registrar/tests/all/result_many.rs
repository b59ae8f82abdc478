//! Three registrars on one PostgreSQL come to the same end as one.

use crate::result_sitting::*;
use crate::world::{Backend, World, until};
use registrar::Registrar;
use registrar_api::Outcome;
use sandbox::Delivery;
use sandbox::classmarker::{Finish, Forged};
use std::net::SocketAddr;

const CANDIDATES: usize = 6;

/// How it ended for everybody: outcome, percentage, revisions, refusals, and cases.
#[derive(Debug, PartialEq, Eq)]
struct End {
    each: Vec<(Outcome, Option<i64>, i64)>,
    refused: i64,
    mismatches: i64,
}

/// Each candidate's result is first ungraded, then graded, then of a re-opened attempt; one has a second result besides.
async fn webhooks(world: &World) -> (Vec<Sitting>, Vec<Delivery>) {
    let (mut sittings, mut deliveries) = (vec![], vec![]);
    for n in 0..CANDIDATES {
        let sitting = Sitting::new(world, &format!("candidate{n}@example.org")).await;
        let feed = n % 2 == 0;
        let finish = |percentage_tenths, requires_grading| Finish {
            percentage_tenths,
            requires_grading,
            feed,
            ..Finish::default()
        };
        world.classmarker.hooks.hold();
        let id = sitting.hand_in(world, finish(500, true));
        world.classmarker.regrade(&id, if n < 3 { 800 } else { 300 }, false);
        if n % 3 == 0 {
            world.classmarker.reopen_and_finish(&id, finish(900, false));
        }
        deliveries.extend(world.classmarker.hooks.release());
        sittings.push(sitting);
    }
    let nobodys = Forged { cm_user_id: "nobody".into(), finish: webhook_only(), ..Forged::default() };
    deliveries.push(kept_back(world, || drop(world.classmarker.forge(nobodys))));
    (sittings, deliveries)
}

async fn deliver(http: &reqwest::Client, to: SocketAddr, delivery: &Delivery) -> u16 {
    let mut request = http.post(format!("http://{to}/v1/hooks/classmarker")).body(delivery.body.clone());
    for (name, value) in &delivery.headers {
        request = request.header(name, value);
    }
    request.send().await.unwrap().status().as_u16()
}

async fn end(world: &World, sittings: &[Sitting]) -> End {
    let mut each = vec![];
    for (n, sitting) in sittings.iter().enumerate() {
        let wanted = if n % 3 == 0 {
            900
        } else if n < 3 {
            800
        } else {
            300
        };
        let confirmed = n % 2 == 0;
        let result = sitting
            .until(world, "the end", |r| r.percentage_tenths == Some(wanted) && r.confirmed_ms.is_some() == confirmed)
            .await;
        let outcome = result.outcome;
        let sql = "SELECT COUNT(*) AS n FROM mail WHERE dedupe LIKE $1";
        assert_eq!(count(world, sql, &format!("result:{}:{outcome}:%", sitting.seat_id)).await, 1, "one mail");
        each.push((outcome, result.percentage_tenths, revisions(world, sitting).await));
    }
    End { each, refused: refused(world, "unknown_token").await, mismatches: cases(world, "mismatch").await }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_registrars_end_as_one() {
    let one = World::start(Backend::Postgres).await;
    let (sittings, deliveries) = webhooks(&one).await;
    for delivery in &deliveries {
        send(&one, delivery).await;
    }
    let expected = end(&one, &sittings).await;
    assert_eq!((expected.refused, expected.mismatches), (1, 1));

    let many = World::start(Backend::Postgres).await;
    let others: Vec<Registrar> = vec![many.another().await, many.another().await];
    let addresses = [many.registrar.address, others[0].address, others[1].address];
    let (sittings, mut deliveries) = webhooks(&many).await;
    // Newest first, each three times, to all three in turn, all at once.
    deliveries.reverse();
    let mut sent = vec![];
    for (n, delivery) in deliveries.iter().cycle().take(3 * deliveries.len()).enumerate() {
        let (http, to, delivery) = (many.http.clone(), addresses[(n + n / deliveries.len()) % 3], delivery.clone());
        sent.push(tokio::spawn(async move {
            // As ClassMarker does: again, until it is taken.
            until("a webhook to be taken", async || (deliver(&http, to, &delivery).await == 200).then_some(())).await;
        }));
    }
    for sending in sent {
        sending.await.unwrap();
    }
    assert_eq!(end(&many, &sittings).await, expected);
    for other in others {
        other.stop().await;
    }
}
