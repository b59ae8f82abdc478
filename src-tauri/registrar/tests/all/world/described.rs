//! Every answer of the API is held against the description that the registrar gives of itself.

use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use std::sync::LazyLock;

/// The description, with every object closed: an answer with a field that is not described is refused too.
static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| {
    let mut description = serde_json::to_value(registrar::http::description()).unwrap();
    close(&mut description["components"]["schemas"]);
    description
});

fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if object.get("properties").is_some_and(Value::is_object) {
                object.entry("additionalProperties").or_insert(json!(false));
            }
            object.values_mut().for_each(close);
        }
        Value::Array(all) => all.iter_mut().for_each(close),
        _ => {}
    }
}

/// One route of the description.
pub struct Described {
    pub method: Method,
    /// Such as `/v1/checks/{id}`.
    pub pattern: String,
    pub operation: Value,
}

impl Described {
    /// Whether it asks for an access token.
    pub fn signed_in(&self) -> bool {
        self.operation["security"].as_array().is_some_and(|all| !all.is_empty())
    }

    pub fn takes_body(&self) -> bool {
        self.operation["requestBody"].is_object()
    }

    /// An address of it; ids are such as nobody has.
    pub fn path(&self) -> String {
        let segments = self.pattern.split('/').map(|s| if s.starts_with('{') { "404404" } else { s });
        segments.collect::<Vec<_>>().join("/")
    }

    fn is_at(&self, path: &str) -> bool {
        let (mine, its) = (self.pattern.split('/'), path.split('/'));
        self.pattern.split('/').count() == path.split('/').count()
            && mine.zip(its).all(|(a, b)| a == b || (a.starts_with('{') && !b.is_empty()))
    }
}

/// All routes of the description.
pub fn routes() -> Vec<Described> {
    let paths = DESCRIPTION["paths"].as_object().unwrap();
    let all = paths.iter().flat_map(|(pattern, item)| {
        let operations = item.as_object().unwrap().iter();
        operations.filter_map(|(name, operation)| {
            let method = Method::from_bytes(name.to_uppercase().as_bytes()).unwrap();
            let known = [Method::GET, Method::PUT, Method::POST, Method::DELETE, Method::PATCH];
            let described =
                Described { method: method.clone(), pattern: pattern.clone(), operation: operation.clone() };
            known.contains(&method).then_some(described)
        })
    });
    all.collect()
}

/// Fails, naming the route, if the description does not know this answer.
pub fn check(method: &Method, path: &str, status: StatusCode, body: &Value) {
    if let Err(why) = compare(method, path, status, body) {
        panic!("{method} {path} answered {status}, and {why}:\n{body:#}");
    }
}

/// The status of an answer and its body as JSON (null if it is none), both as described.
pub async fn read(method: &Method, path: &str, response: Response) -> (StatusCode, Value) {
    let status = response.status();
    let body = response.json().await.unwrap_or(Value::Null);
    check(method, path, status, &body);
    (status, body)
}

fn compare(method: &Method, path: &str, status: StatusCode, body: &Value) -> Result<(), String> {
    let path = path.split('?').next().unwrap_or_default();
    let mut fitting: Vec<Described> = routes().into_iter().filter(|r| r.method == *method && r.is_at(path)).collect();
    // A route without places goes before one with them, as in the router.
    fitting.sort_by_key(|route| route.pattern.matches('{').count());
    let route = fitting.first().ok_or("no such route is described: give it #[utoipa::path] and routes!")?;
    let response = &route.operation["responses"][status.as_str()];
    if response.is_null() {
        return Err(format!("{} does not describe this status: add it to its responses(…)", route.pattern));
    }
    let schema = &response["content"]["application/json"]["schema"];
    match (schema.is_null(), body.is_null()) {
        (true, true) => Ok(()),
        (true, false) => Err("a JSON body is not described for it".to_owned()),
        (false, _) => conforms(schema, body),
    }
}

fn conforms(schema: &Value, body: &Value) -> Result<(), String> {
    let mut whole = schema.clone();
    whole["components"] = DESCRIPTION["components"].clone();
    let validator = jsonschema::validator_for(&whole).map_err(|e| format!("the schema itself is wrong: {e}"))?;
    let faults: Vec<String> = validator.iter_errors(body).map(|e| format!("{}: {e}", e.instance_path())).collect();
    if faults.is_empty() { Ok(()) } else { Err(format!("the body is not as described: {}", faults.join("; "))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_described_is_told() {
        let told = |method: Method, path, status, body: Value| {
            compare(&method, path, StatusCode::from_u16(status).unwrap(), &body).err().unwrap_or_default()
        };
        let good = json!({"id": "1", "url": "https://a.example/check/x", "expires_ms": 5});
        assert_eq!(told(Method::POST, "/v1/checks", 200, good.clone()), "");
        assert!(told(Method::POST, "/v1/checkers", 200, good.clone()).contains("no such route"));
        assert!(told(Method::PUT, "/v1/checks", 200, good.clone()).contains("no such route"));
        assert!(told(Method::POST, "/v1/checks", 201, good).contains("does not describe this status"));
        let more = json!({"id": "1", "url": "u", "expires_ms": 5, "token": "t"});
        assert!(told(Method::POST, "/v1/checks", 200, more).contains("token"));
        let less = json!({"id": "1", "url": "u"});
        assert!(told(Method::POST, "/v1/checks", 200, less).contains("expires_ms"));
        let wrong =
            json!({"reported_ms": null, "rows": [{"name": "camera", "verdict": "fine", "seen": "", "mend": ""}]});
        assert!(told(Method::GET, "/v1/checks/7?x=y", 200, wrong).contains("fine"));
    }
}
