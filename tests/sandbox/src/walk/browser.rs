//! As much of a browser as the registrar's pages need: cookies, forms, and no redirects followed.

use reqwest::header::{HeaderMap, HeaderName};
use reqwest::{Client, Response, redirect};
use std::collections::BTreeMap;
use std::time::Duration;

const FORWARDED: HeaderName = HeaderName::from_static("x-forwarded-for");

/// A browser with its cookies.
pub struct Browser {
    pub client: Client,
    cookies: BTreeMap<String, String>,
}

/// A page: where it led (if it was a redirect), and its text.
pub struct Page {
    pub status: u16,
    pub location: Option<String>,
    pub text: String,
}

/// A form of a page: where it goes, and the fields that are filled in already.
#[derive(Debug, Clone)]
pub struct Form {
    pub action: String,
    pub fields: BTreeMap<String, String>,
}

impl Default for Browser {
    fn default() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        // Everything is on loopback: no list of authorities is read. The address is its household, for a registrar that stands behind a proxy: many candidates do not share one.
        let random = uuid::Uuid::new_v4().into_bytes();
        let address = format!("10.{}.{}.{}", random[0], random[1], random[2]);
        let headers = address.parse().map(|value| HeaderMap::from_iter([(FORWARDED, value)])).unwrap_or_default();
        let builder = Client::builder()
            .default_headers(headers)
            .redirect(redirect::Policy::none())
            .timeout(Duration::from_secs(20));
        Self { client: builder.build().unwrap_or_default(), cookies: BTreeMap::new() }
    }
}

impl Browser {
    pub async fn get(&mut self, url: &str) -> Result<Page, String> {
        let request = self.client.get(url).header("cookie", self.cookie_header());
        self.page(request.send().await.map_err(|e| e.to_string())?).await
    }

    pub async fn submit(&mut self, url: &str, fields: &BTreeMap<String, String>) -> Result<Page, String> {
        let request = self.client.post(url).header("cookie", self.cookie_header()).form(fields);
        self.page(request.send().await.map_err(|e| e.to_string())?).await
    }

    fn cookie_header(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    async fn page(&mut self, response: Response) -> Result<Page, String> {
        for cookie in response.headers().get_all("set-cookie") {
            let pair = cookie.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
        let location = response.headers().get("location").and_then(|l| l.to_str().ok()).map(str::to_owned);
        let status = response.status().as_u16();
        Ok(Page { status, location, text: response.text().await.map_err(|e| e.to_string())? })
    }
}

impl Page {
    /// The first form that has a field of that name.
    pub fn form_with(&self, field: &str) -> Option<Form> {
        let forms = self.text.split("<form").skip(1).map(|rest| rest.split("</form>").next().unwrap_or_default());
        forms.map(Form::of).find(|form| form.fields.contains_key(field))
    }
}

impl Form {
    fn of(html: &str) -> Self {
        let action = attribute(html.split('>').next().unwrap_or_default(), "action").unwrap_or_default();
        let inputs = html.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
        let fields =
            inputs.filter_map(|input| Some((attribute(input, "name")?, attribute(input, "value").unwrap_or_default())));
        Self { action, fields: fields.collect() }
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let value = rest.split('"').next()?;
    Some(value.replace("&amp;", "&").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read() {
        let text = r#"<form method="post" action="/a?b=1&amp;c=2"><input type="hidden" name="handle" value="h1">
                      <input name="code"></form>"#;
        let page = Page { status: 200, location: None, text: text.to_owned() };
        let form = page.form_with("code").unwrap_or_else(|| unreachable!("the form has a code"));
        assert_eq!(form.action, "/a?b=1&c=2");
        assert_eq!(form.fields["handle"], "h1");
        assert!(page.form_with("email").is_none());
    }
}
