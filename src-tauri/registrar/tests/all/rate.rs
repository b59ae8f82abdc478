//! Requests from one address within a minute.

use crate::world::{Backend, World, described};
use reqwest::header::RETRY_AFTER;
use reqwest::{Method, StatusCode};
use std::time::Duration;

const MOST: usize = 12;
const PATH: &str = "/v1/programme";

/// A registrar that lets few requests in, behind so many proxies.
async fn strict(proxies: usize) -> World {
    let few = format!("requests_per_minute = {MOST}\nproxies = {proxies}");
    World::start_with(Backend::Sqlite, |text| text.replace("requests_per_minute = 100000", &few)).await
}

/// One request, through proxies that write this into `X-Forwarded-For`: its status, and the seconds to wait.
async fn ask(world: &World, method: Method, path: &str, forwarded: &str) -> (StatusCode, Option<u64>) {
    let request = world.http.request(method.clone(), world.url(path)).header("x-forwarded-for", forwarded);
    let response = request.send().await.unwrap();
    let wait = response.headers().get(RETRY_AFTER).map(|wait| wait.to_str().unwrap().parse().unwrap());
    let (status, body) = described::read(&method, path, response).await;
    if status == StatusCode::TOO_MANY_REQUESTS {
        assert_eq!((body["code"].as_str(), body["details"]["retry_after_s"].as_u64()), (Some("too_many"), wait));
    }
    (status, wait)
}

async fn let_in(world: &World, forwarded: &str) -> bool {
    ask(world, Method::GET, PATH, forwarded).await.0 == StatusCode::OK
}

#[tokio::test]
async fn one_address_is_told_to_wait_and_no_other() {
    let world = strict(1).await;
    for _ in 0..MOST {
        assert!(let_in(&world, "203.0.113.7").await);
    }
    let (status, wait) = ask(&world, Method::GET, PATH, "203.0.113.7").await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    assert!(let_in(&world, "203.0.113.8").await, "another address");
    assert!(!let_in(&world, "203.0.113.8, 203.0.113.7").await, "what the proxy did not write is not believed");
    for path in ["/", "/sign-in", "/nothing", "/openapi.json", "/assets/page.css"] {
        let request = world.http.get(world.url(path)).header("x-forwarded-for", "203.0.113.7");
        assert_eq!(request.send().await.unwrap().status(), StatusCode::TOO_MANY_REQUESTS, "{path}");
    }
    let wait = wait.unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    tokio::time::sleep(Duration::from_secs(wait)).await;
    assert!(let_in(&world, "203.0.113.7").await, "the time has passed");
}

#[tokio::test]
async fn a_household_of_ipv6_is_one_address() {
    let world = strict(1).await;
    for last in 0..MOST {
        assert!(let_in(&world, &format!("2001:db8:0:1::{last}")).await);
    }
    assert!(!let_in(&world, "2001:db8:0:1:ffff::1").await);
    assert!(let_in(&world, "2001:db8:0:2::1").await);
}

#[tokio::test]
async fn without_a_proxy_an_invented_address_helps_nobody() {
    let world = strict(0).await;
    for last in 0..MOST {
        assert!(let_in(&world, &format!("203.0.113.{last}")).await);
    }
    assert!(!let_in(&world, "203.0.113.200").await);
}

#[tokio::test]
async fn webhooks_and_health_are_not_counted() {
    let world = strict(0).await;
    for _ in 0..3 * MOST {
        for provider in ["stripe", "classmarker", "certifier"] {
            let (status, _) = ask(&world, Method::POST, &format!("/v1/hooks/{provider}"), "").await;
            assert!([400, 401, 403].contains(&status.as_u16()), "{provider}: {status}");
        }
        for path in ["/healthz", "/readyz"] {
            assert_eq!(ask(&world, Method::GET, path, "").await.0, StatusCode::OK);
        }
    }
    assert!(let_in(&world, "").await, "nor did they take anything of the minute");
}
