//! The bytes by which the app times its line.

use crate::world::{Candidate, World, both, described};
use registrar::http::LARGEST_BYTES;
use registrar_api::BytesReceived;
use reqwest::{Method, StatusCode};

const PATH: &str = "/v1/checks/bytes";

/// The bytes of an answer that must be good and kept by nobody.
async fn given(world: &World, candidate: &Candidate, count: usize) -> Vec<u8> {
    let request = world.http.get(world.url(&format!("{PATH}?count={count}"))).bearer_auth(&candidate.access_token);
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "application/octet-stream");
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert!(!response.headers().contains_key("content-encoding"));
    response.bytes().await.unwrap().to_vec()
}

async fn sent(world: &World, candidate: &Candidate, body: Vec<u8>) -> (StatusCode, serde_json::Value) {
    let request = world.http.post(world.url(PATH)).bearer_auth(&candidate.access_token).body(body);
    described::read(&Method::POST, PATH, request.send().await.unwrap()).await
}

both! {
    async fn as_many_bytes_come_as_were_asked_for(world: World) {
        let candidate = world.person("a@academy.test").await;
        for count in [1, 1000, LARGEST_BYTES] {
            assert_eq!(given(&world, &candidate, count).await.len(), count);
        }
    }

    async fn nothing_on_the_way_can_make_them_fewer(world: World) {
        let candidate = world.person("a@academy.test").await;
        let bytes = given(&world, &candidate, 256 << 10).await;
        // Of evenly spread bytes each comes about 1024 times; by chance none strays as far as this.
        let mut counts = [0_u32; 256];
        bytes.iter().for_each(|b| counts[usize::from(*b)] += 1);
        assert!(counts.iter().all(|count| (512..2048).contains(count)), "{counts:?}");
        assert_ne!(bytes, given(&world, &candidate, 256 << 10).await);
    }

    async fn a_count_that_cannot_be_had_is_refused(world: World) {
        let candidate = world.person("a@academy.test").await;
        let too_many = format!("?count={}", LARGEST_BYTES + 1);
        let huge = "?count=99999999999999999999";
        for query in ["", "?count=", "?count=0", "?count=-1", "?count=many", "?number=5", &too_many, huge] {
            let (status, body) = candidate.call(&world, Method::GET, &format!("{PATH}{query}"), None).await;
            assert_eq!((status, body["code"].as_str()), (StatusCode::BAD_REQUEST, Some("bad_request")), "{query}");
        }
    }

    async fn what_arrives_is_counted(world: World) {
        let candidate = world.person("a@academy.test").await;
        for count in [0, 1, 100_000, LARGEST_BYTES] {
            let (status, body) = sent(&world, &candidate, vec![0xA5; count]).await;
            let received: BytesReceived = serde_json::from_value(body).unwrap();
            assert_eq!((status, received.received as usize), (StatusCode::OK, count));
        }
        let (status, body) = sent(&world, &candidate, vec![0; LARGEST_BYTES + 1]).await;
        assert_eq!((status, body["code"].as_str()), (StatusCode::PAYLOAD_TOO_LARGE, Some("too_large")));
    }
}
