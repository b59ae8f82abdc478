//! The calls of an hour, shared by all processes of one database.

use crate::world::{World, both};
use registrar::core::Core;
use registrar::providers::{Provider, ProviderTrouble, budget};

const MINUTE: i64 = 60_000;

/// Three processes on the world's database.
async fn three(world: &World) -> Vec<Core> {
    world.without_feed().await;
    let mut cores = Vec::new();
    for _ in 0..3 {
        cores.push(Core::open(world.registrar.core.settings.clone(), world.clock.clone()).await.unwrap());
    }
    cores
}

/// Everybody takes at once: how many got one, and the waits that the others were told.
async fn storm(cores: &[Core], each: usize) -> (usize, Vec<i64>) {
    let tasks = cores.iter().flat_map(|core| {
        (0..each).map(move |_| {
            let core = core.clone();
            tokio::spawn(async move { budget::take(&core, core.now_ms()).await.unwrap() })
        })
    });
    let (mut taken, mut waits) = (0, Vec::new());
    for task in tasks.collect::<Vec<_>>() {
        match task.await.unwrap() {
            Ok(()) => taken += 1,
            Err(until) => waits.push(until),
        }
    }
    (taken, waits)
}

both! {
    async fn three_processes_together_never_take_more_than_an_hour_allows(world: World) {
        let cores = three(&world).await;
        assert_eq!(storm(&cores, 6).await.0, 18);
        world.clock.shift(30 * MINUTE);
        let (taken, waits) = storm(&cores, 8).await;
        assert_eq!((taken, waits.len()), (12, 12));
        let wait = waits[0] - world.registrar.core.now_ms();
        assert!((30 * MINUTE..=31 * MINUTE).contains(&wait), "{wait}");
        world.clock.shift(wait + 2000);
        assert_eq!(storm(&cores, 8).await.0, 18, "those of the first storm are an hour old, those of the second not");
        world.clock.shift(-48 * 60 * MINUTE);
        assert_eq!(storm(&cores, 4).await.0, 0, "a clock set back forgets nothing");
        world.clock.shift(62 * MINUTE);
        assert_eq!(storm(&cores, 4).await.0, 12);
    }

    async fn removals_cannot_starve_the_feed(world: World) {
        world.without_feed().await;
        let core = &world.registrar.core;
        let mut removals = 0;
        while budget::take_for_removal(core, core.now_ms()).await.unwrap().is_ok() {
            removals += 1;
        }
        assert_eq!(removals, 12);
        assert!(budget::take(core, core.now_ms()).await.unwrap().is_ok());
    }

    async fn silence_is_kept_until_the_time_named_by_every_process(world: World) {
        let cores = three(&world).await;
        // One was the feed's.
        world.classmarker.set_hourly_limit(Some(2));
        let client = &cores[0].classmarker;
        client.recent_link_results(0, 200).await.unwrap();
        let trouble = client.recent_link_results(0, 200).await.unwrap_err();
        budget::heed(&cores[0], &trouble).await.unwrap();
        let until = budget::take(&cores[1], cores[1].now_ms()).await.unwrap().unwrap_err();
        let wait = until - world.registrar.core.now_ms();
        assert!((59 * MINUTE..=60 * MINUTE).contains(&wait), "{wait}");
        world.clock.shift(wait - 1000);
        assert!(budget::take(&cores[2], cores[2].now_ms()).await.unwrap().is_err());
        world.clock.shift(2000);
        assert!(budget::take(&cores[2], cores[2].now_ms()).await.unwrap().is_ok());
        client.recent_link_results(0, 200).await.unwrap();
    }

    async fn other_trouble_asks_for_no_silence(world: World) {
        let core = &world.registrar.core;
        budget::heed(core, &ProviderTrouble::NoAnswer(Provider::ClassMarker)).await.unwrap();
        assert!(budget::take(core, core.now_ms()).await.unwrap().is_ok());
        let busy = ProviderTrouble::Busy { provider: Provider::ClassMarker, retry_after_ms: Some(5000) };
        budget::heed(core, &busy).await.unwrap();
        assert!(budget::take(core, core.now_ms()).await.unwrap().is_err());
    }
}
