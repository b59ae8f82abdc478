//! The few files of our pages, carried inside the program.

use crate::core::Core;
use crate::keys;
use axum::Router;
use axum::extract::RawQuery;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

struct Asset {
    name: &'static str,
    kind: &'static str,
    body: &'static str,
}

const STYLE: &str = concat!(
    include_str!("../../assets/colours.css"),
    include_str!("../../assets/page.css"),
    include_str!("../../assets/parts.css")
);

static ASSETS: [Asset; 3] = [
    Asset { name: "page.css", kind: "text/css; charset=utf-8", body: STYLE },
    Asset { name: "check.js", kind: "text/javascript; charset=utf-8", body: include_str!("../../assets/check.js") },
    Asset { name: "mark.svg", kind: "image/svg+xml", body: include_str!("../../assets/mark.svg") },
];

impl Asset {
    fn version(&self) -> String {
        keys::digest(self.body.as_bytes())[..16].to_owned()
    }

    /// An address with the right digest never shows anything else, so it may be kept for ever. Another one may belong to a
    /// process of another version behind the same proxy.
    fn answer(&self, query: Option<&str>) -> Response {
        let keep = match query == Some(self.version().as_str()) {
            true => "public, max-age=31536000, immutable",
            false => "public, max-age=60",
        };
        ([(header::CONTENT_TYPE, self.kind), (header::CACHE_CONTROL, keep)], self.body).into_response()
    }
}

/// The address of one of our files, with its digest.
pub fn address(name: &str) -> String {
    let asset = ASSETS.iter().find(|asset| asset.name == name);
    asset.map_or_else(|| format!("/assets/{name}"), |asset| format!("/assets/{name}?{}", asset.version()))
}

pub fn routes() -> Router<Core> {
    ASSETS.iter().fold(Router::new(), |router, asset| {
        let answer = move |RawQuery(query): RawQuery| async move { asset.answer(query.as_deref()) };
        router.route(&format!("/assets/{}", asset.name), get(answer))
    })
}
