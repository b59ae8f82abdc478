//! Bodies, with refusals in our own words.

use super::LARGEST_WEBHOOK;
use crate::core::Core;
use crate::trouble::Trouble;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use registrar_api::FaultCode;
use serde::de::DeserializeOwned;

/// A JSON body.
pub struct JsonBody<T>(pub T);

/// A form's body.
pub struct FormBody<T>(pub T);

/// The bytes as they came, for a signature over them.
pub struct RawBody(pub Bytes);

/// The bytes as they came, whatever they are, as many as the route takes.
pub struct AnyBytes(pub Bytes);

async fn whole(request: Request, core: &Core) -> Result<Bytes, Trouble> {
    Bytes::from_request(request, core).await.map_err(|rejection| match rejection.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        _ => Trouble::bad("The body did not arrive whole. Send it again."),
    })
}

fn too_large() -> Trouble {
    Trouble::refused(FaultCode::TooLarge, "The body is larger than this route takes.")
}

impl<T: DeserializeOwned> FromRequest<Core> for JsonBody<T> {
    type Rejection = Trouble;

    async fn from_request(request: Request, core: &Core) -> Result<Self, Trouble> {
        let bytes = whole(request, core).await?;
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|e| Trouble::bad(format!("The body is not what this route takes: {e}")))
    }
}

impl<T: DeserializeOwned> FromRequest<Core> for FormBody<T> {
    type Rejection = Trouble;

    async fn from_request(request: Request, core: &Core) -> Result<Self, Trouble> {
        let form = axum::extract::Form::<T>::from_request(request, core).await;
        form.map(|form| Self(form.0)).map_err(|rejection| match rejection.into_response().status() {
            StatusCode::PAYLOAD_TOO_LARGE => too_large(),
            _ => Trouble::bad("The form is not whole. Go back, reload the page, and send it again."),
        })
    }
}

impl FromRequest<Core> for AnyBytes {
    type Rejection = Trouble;

    async fn from_request(request: Request, core: &Core) -> Result<Self, Trouble> {
        whole(request, core).await.map(Self)
    }
}

impl FromRequest<Core> for RawBody {
    type Rejection = Trouble;

    async fn from_request(request: Request, _: &Core) -> Result<Self, Trouble> {
        let body = axum::body::to_bytes(request.into_body(), LARGEST_WEBHOOK).await;
        body.map(Self).map_err(|_| too_large())
    }
}
