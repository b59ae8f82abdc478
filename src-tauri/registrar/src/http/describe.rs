//! The description that the registrar gives of itself.

use super::guard;
use utoipa::OpenApi;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Ref, ResponseBuilder};

#[derive(OpenApi)]
#[openapi(
    info(title = "Annotation Academy registrar", description = "Enrolment, identity, seats, results, credentials."),
    components(schemas(registrar_api::Fault)),
    modifiers(&SignInScheme)
)]
struct Description;

struct SignInScheme;

impl utoipa::Modify for SignInScheme {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        api.components.get_or_insert_default().add_security_scheme("access_token", scheme);
    }
}

/// The description before any route.
pub fn begun() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

/// With the refusals that no route needs to name, since any like it may answer with them.
pub fn completed(mut api: utoipa::openapi::OpenApi) -> utoipa::openapi::OpenApi {
    for (path, item) in &mut api.paths.paths {
        for operation in operations(item) {
            for (status, description) in refusals(path, operation) {
                let fault = ContentBuilder::new().schema(Some(Ref::from_schema_name("Fault"))).build();
                let response = ResponseBuilder::new().description(description).content("application/json", fault);
                operation.responses.responses.entry(status.into()).or_insert_with(|| response.build().into());
            }
        }
    }
    api
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let all = [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch];
    all.into_iter().flatten()
}

fn refusals(path: &str, operation: &Operation) -> Vec<(&'static str, &'static str)> {
    let signed_in = operation.security.as_ref().is_some_and(|all| !all.is_empty());
    let all = [
        (operation.request_body.is_some(), ("400", "The body is not what this route takes.")),
        (signed_in, ("401", "No access token, or one that is no longer good.")),
        (signed_in && path.contains('{'), ("404", "No such thing, or not yours.")),
        (operation.request_body.is_some(), ("413", "The body is larger than this route takes.")),
        (guard::is_counted(path), ("429", "Too many requests from this address.")),
        (
            path != "/healthz",
            ("503", "A part of the registrar is not there for the moment, or did not answer in time."),
        ),
    ];
    all.into_iter().filter(|(applies, _)| *applies).map(|(_, refusal)| refusal).collect()
}
