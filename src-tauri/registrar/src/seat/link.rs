//! The exam's link: handed out once, to the one who asked for the seat.

use super::{SeatRow, end, give};
use crate::args;
use crate::candidate::enrolment::EnrolmentRow;
use crate::candidate::{conditions, programme};
use crate::clock::MINUTE;
use crate::core::Core;
use crate::db::Outcome;
use crate::identity;
use crate::keys;
use crate::trouble::Trouble;
use crate::work::{self, JobKind};
use registrar_api::{AttemptCountsWhen, ConditionKind, FaultCode, SeatLink, SeatRequest, SeatState};
use secrecy::ExposeSecret;
use url::Url;

/// Conditions that must still hold when the link is handed out. The others were settled when the seat was given.
const STILL: [ConditionKind; 5] = [
    ConditionKind::Enrolled,
    ConditionKind::NotHeld,
    ConditionKind::Consented,
    ConditionKind::NameConfirmed,
    ConditionKind::IdentityValid,
];

/// The vendor's columns: longer values would be cut or refused.
const LONGEST_EMAIL: usize = 100;

/// What a seat was asked for with: only its hash is kept, and only it gets the link.
pub struct Handout(String);

impl Handout {
    pub fn read(core: &Core, request: &SeatRequest) -> Result<Self, Trouble> {
        let value = &request.handout;
        let fits = (32..=64).contains(&value.len());
        match fits && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') {
            true => Ok(Self(core.keys.hash("handout", value))),
            false => Err(Trouble::bad("handout: 32 to 64 random characters of A-Z a-z 0-9 _ -.")),
        }
    }

    pub fn hash(&self) -> &str {
        &self.0
    }
}

/// The link of the open seat.
pub async fn fetch(core: &Core, enrolment: &EnrolmentRow, handout: &Handout) -> Outcome<SeatLink> {
    end::expire_due(core, &enrolment.id).await?;
    let seat = give::open_seat(core, &enrolment.id).await?.ok_or_else(|| Trouble::not_found("open seat"))?;
    if !keys::same(&seat.handout_hash, handout.hash()) {
        return Err(Trouble::refused(
            FaultCode::LinkHandedOut,
            "The link of this seat belongs to whoever asked for the seat. If that was not you, open a case.",
        ));
    }
    let mut seat = give::set_up(core, seat).await?;
    if seat.state == SeatState::Ready {
        // As it is now: ClassMarker may have taken its time.
        open(core, &EnrolmentRow::load(core, &enrolment.id).await?, &seat).await?;
        seat = SeatRow::load(core, &seat.id).await?.unwrap_or(seat);
    }
    match seat.state {
        SeatState::Open if seat.expires_ms > core.now_ms() => link(core, enrolment, &seat).await,
        SeatState::Reserved => Err(Trouble::not_now("The seat is still being set up. Look again in a moment.", vec![])),
        _ => Err(Trouble::not_now("This seat is over. Ask for a new one.", vec![])),
    }
}

/// Opens a seat: from now on its own time runs, and, if the programme has it so, it counts. Of several at once one does it.
async fn open(core: &Core, enrolment: &EnrolmentRow, seat: &SeatRow) -> Outcome<()> {
    let missing = |conditions| Trouble::not_now("The link cannot be handed out now; something is missing.", conditions);
    let conditions = conditions::of(core, enrolment).await?;
    if enrolment.held.is_some() || conditions.iter().any(|c| !c.met && STILL.contains(&c.kind)) {
        return Err(missing(conditions));
    }
    let rules = enrolment.programme(core).await?.attempts;
    let now = core.now_ms();
    let expires = now + (seat.minutes + rules.grace_minutes) * MINUTE;
    let counts = rules.counts_when == AttemptCountsWhen::LinkHandedOut;
    let sql = "UPDATE seat SET state = 'open', handed_out_ms = $2, expires_ms = $3, counts = $4
               WHERE id = $1 AND state = 'ready' AND expires_ms > $2";
    let mut tx = core.db.begin().await?;
    // A person may have held it, or refused the identity, since the conditions were looked at.
    let locked = EnrolmentRow::locked(&mut tx, &enrolment.id).await?;
    if locked.held.is_some() || identity::is_refused(&mut tx, &enrolment.id).await? {
        return Err(missing(vec![]));
    }
    if tx.run(sql, args![&seat.id, now, expires, counts]).await? == 1 {
        // The feed of results may be at rest.
        work::enqueue(&mut tx, JobKind::FeedPoll, "all", now).await?;
    }
    tx.commit().await
}

/// The address is a secret: it stands nowhere but in the answer.
async fn link(core: &Core, enrolment: &EnrolmentRow, seat: &SeatRow) -> Outcome<SeatLink> {
    let name = enrolment.name.as_deref();
    let name = name.ok_or_else(|| Trouble::not_now("Confirm your name first.", vec![]))?;
    let programme = programme::load(core, seat.programme_version).await?;
    let variant = programme.variant(&seat.variant);
    let variant = variant.ok_or_else(|| Trouble::broken("the programme of a seat does not have its variant"))?;
    let token = core.keys.seat_token(&seat.nonce);
    let start = &core.settings.classmarker.start_url;
    let url = address(start, &variant.link_url_id, token.expose_secret(), name, &enrolment.email)?;
    let host = url.host_str().unwrap_or_default();
    let host = url.port().map_or(host.to_owned(), |port| format!("{host}:{port}"));
    Ok(SeatLink { host, url: url.into(), expires_ms: seat.expires_ms })
}

fn address(start: &str, quiz: &str, token: &str, name: &str, email: &str) -> Outcome<Url> {
    let mut url = Url::parse(start).map_err(|_| Trouble::broken("the start address of the settings"))?;
    let (first, last) = first_and_last(name);
    url.query_pairs_mut()
        .append_pair("quiz", quiz)
        .append_pair("cm_user_id", token)
        .append_pair("cm_access_list_item", token)
        .append_pair("cm_fn", first)
        .append_pair("cm_ln", last);
    // A mutilated address would be somebody else's.
    if email.chars().count() <= LONGEST_EMAIL {
        url.query_pairs_mut().append_pair("cm_e", email);
    }
    // A space as %20 is understood everywhere; a plus of the text itself is %2B already.
    let query = url.query().unwrap_or_default().replace('+', "%20");
    url.set_query(Some(&query));
    Ok(url)
}

/// ClassMarker has two fields for a name. Whoever has one word only keeps it whole; what is shown on the credential is the
/// confirmed name, not this.
fn first_and_last(name: &str) -> (&str, &str) {
    let name = name.trim();
    match name.rsplit_once(char::is_whitespace) {
        Some((first, last)) => (first.trim_end(), last),
        None => (name, "-"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_kinds_have_two_parts() {
        let check = |name, expected| assert_eq!(first_and_last(name), expected);
        check("Ada Lovelace", ("Ada", "Lovelace"));
        check("Gabriel José de la Concordia Márquez", ("Gabriel José de la Concordia", "Márquez"));
        check("Sukarno", ("Sukarno", "-"));
        check(" 李  小龍 ", ("李", "小龍"));
        check("佐藤\u{3000}花子", ("佐藤", "花子"));
    }

    #[test]
    fn the_address_carries_everything_encoded() {
        let start = "https://www.classmarker.com/online-test/start";
        let url =
            address(start, "abc", "tok", "Zoë O'Neil & Co+ 李", "a+b@x.example").expect("an address written here");
        assert_eq!(
            url.as_str(),
            "https://www.classmarker.com/online-test/start?quiz=abc&cm_user_id=tok&cm_access_list_item=tok\
             &cm_fn=Zo%C3%AB%20O%27Neil%20%26%20Co%2B&cm_ln=%E6%9D%8E&cm_e=a%2Bb%40x.example"
        );
        let pairs: Vec<String> = url.query_pairs().map(|(_, value)| value.into_owned()).collect();
        assert_eq!(pairs[3..], ["Zoë O'Neil & Co+", "李", "a+b@x.example"]);
        let long = format!("{}@x.example", "a".repeat(100));
        assert!(!address(start, "abc", "tok", "A", &long).expect("an address written here").as_str().contains("cm_e"));
    }
}
