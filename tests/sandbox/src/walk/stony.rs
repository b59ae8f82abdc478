//! The way with stones on it: a document that does not pass, an exam failed, a wait that a person lifts, essays that are graded
//! later, and a name that is corrected when the credential is out.

use super::{Api, Candidate, Recorder, Refusal, enter, prove_identity, sit, take_seat, verified, wait};
use crate::around::{Around, Program};
use crate::classmarker::Finish;
use crate::stripe;
use registrar_api::{CredentialState, Enrolment, Outcome};

/// The name that operations corrects to.
pub const CORRECTED: &str = "Augusta Ada King";

/// The whole way; operations acts by the registrar's command line.
pub async fn stony_walk(
    around: &Around,
    registrar: &str,
    candidate: &Candidate,
    operations: &Program,
    recorder: Recorder,
) -> Result<Enrolment, Refusal> {
    let mut api = Api::new(registrar, recorder);
    let base = enter(around, &mut api, candidate, &mut |_: &str| ()).await?;
    let id = base.rsplit('/').next().unwrap_or_default().to_owned();

    prove_identity(around, &mut api, &base, &stripe::Outcome::failed("document_expired")).await?;
    wait(&mut api, &base, "the reason of a failed check", |e| e.identity.last_error.is_some()).await?;
    let (first, last) = candidate.names();
    prove_identity(around, &mut api, &base, &stripe::Outcome::verified(first, last)).await?;
    verified(&mut api, &base).await?;

    let link = take_seat(&mut api, &base).await?;
    sit(around, &link, Finish { percentage_tenths: 310, ..Finish::default() })?;
    wait(&mut api, &base, "a failed exam", |e| latest(e) == Some(Outcome::Failed)).await?;

    act(operations, &["lift-wait", &id])?;
    let link = take_seat(&mut api, &base).await?;
    let essays = Finish { percentage_tenths: 520, requires_grading: true, ..Finish::default() };
    let result = sit(around, &link, essays)?;
    wait(&mut api, &base, "a provisional result", |e| latest(e) == Some(Outcome::Provisional)).await?;
    around.classmarker.regrade(&result, candidate.percentage_tenths, false);
    wait(&mut api, &base, "a passed exam", |e| latest(e) == Some(Outcome::Passed)).await?;
    wait(&mut api, &base, "the credential", |e| e.credential.state == CredentialState::Issued).await?;

    act(operations, &["correct-name", &id, "--name", CORRECTED])?;
    act(operations, &["reissue-credential", &id])?;
    let anew = |e: &Enrolment| {
        e.credential.state == CredentialState::Issued && e.credential.name.as_deref() == Some(CORRECTED)
    };
    wait(&mut api, &base, "the credential with the corrected name", anew).await
}

fn latest(enrolment: &Enrolment) -> Option<Outcome> {
    enrolment.seats.first().and_then(|seat| seat.result.as_ref()).map(|result| result.outcome)
}

fn act(operations: &Program, words: &[&str]) -> Result<(), Refusal> {
    let arguments = [&["admin", "--actor", "dana", "--reason", "to walk on over the stones"], words].concat();
    let output = operations.command(&arguments).output().map_err(|e| Refusal::other(e.to_string()))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(Refusal::other(String::from_utf8_lossy(&output.stderr))),
    }
}
