//! What we write to the candidate ourselves.

use super::page::public_page;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::mail::{self, Mail};

/// A credential, as far as letters tell of it.
pub struct Subject<'a> {
    pub id: &'a str,
    pub person_id: &'a str,
    pub email: &'a str,
    pub name: &'a str,
    pub public_id: Option<&'a str>,
    pub expiry_date: Option<&'a str>,
    /// There is nobody to write to any more.
    pub erased: bool,
}

/// It is there. Certifier writes too; but whether that letter went is not always known, and this one does.
pub async fn issued(tx: &mut Tx, core: &Core, of: &Subject<'_>) -> Outcome<()> {
    let page = of.public_id.and_then(|id| public_page(&core.settings, id));
    let place = page.map_or("You find it in the app.".into(), |url| format!("Its public page:\n{url}"));
    let until = of.expiry_date.map(|date| format!(" It is good until {date}.")).unwrap_or_default();
    let body = format!("The credential “{}” has been issued to {}.{until}\n\n{place}\n", title(core), of.name);
    let subject = format!("Your credential: {}", title(core));
    queue(tx, core, of, "issued", subject, body).await
}

/// It is about to be gone.
pub async fn withdrawn(tx: &mut Tx, core: &Core, of: &Subject<'_>, again: bool) -> Outcome<()> {
    let next = match again {
        true => "A new one follows; its public page has another address.".to_owned(),
        false => format!("If you think that this is wrong, write to {}.", core.settings.programme.contact_email),
    };
    let body = format!(
        "The credential “{}” of {} is being withdrawn: it is deleted at Certifier, with its public page.\n\n{next}\n",
        title(core),
        of.name
    );
    queue(tx, core, of, "withdrawn", format!("Your credential is withdrawn: {}", title(core)), body).await
}

/// It runs out soon; `notice` counts these letters.
pub async fn runs_out(tx: &mut Tx, core: &Core, of: &Subject<'_>, notice: i64) -> Outcome<()> {
    let date = of.expiry_date.unwrap_or_default();
    let body = format!(
        "The credential “{}” of {} is good until {date}. How to renew it: {}/buy\n",
        title(core),
        of.name,
        core.settings.server.public_url
    );
    let subject = format!("Your credential runs out on {date}: {}", title(core));
    queue(tx, core, of, &format!("renewal:{notice}"), subject, body).await
}

fn title(core: &Core) -> &str {
    &core.settings.programme.credential.title
}

async fn queue(tx: &mut Tx, core: &Core, of: &Subject<'_>, what: &str, subject: String, body: String) -> Outcome<()> {
    if of.erased {
        return Ok(());
    }
    let once = format!("credential:{}:{what}", of.id);
    mail::queue(tx, core, Mail { once, to: of.email, person_id: Some(of.person_id), subject, body }).await
}
