//! `registrar admin …`, as operations call it: the program itself, beside a running server.

use crate::world::{Backend, World};
use sandbox::around::{Addresses, Program};
use serde_json::Value;
use std::path::Path;
use std::process::Output;

/// Runs the program on the world's database.
fn admin(world: &World, arguments: &[&str]) -> Output {
    let nowhere = || "http://127.0.0.1:9".to_owned();
    let around =
        Addresses { stripe: nowhere(), classmarker: nowhere(), certifier: nowhere(), mail: world.mail.address };
    let text = around.settings("127.0.0.1:0", "http://127.0.0.1:1");
    let program = Path::new(env!("CARGO_BIN_EXE_registrar"));
    let program = Program::new(program, world.folder.path(), &text).unwrap();
    program.command(&[&["admin"], arguments].concat()).env("USER", "dana").output().unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_command_line_does_what_the_pages_do() {
    let world = World::start(Backend::Sqlite).await;
    let ada = world.enrolled("ada@candidate.test", "Ada").await;
    let path = format!("/v1/enrolments/{}/cases", ada.enrolment_id);
    let case = serde_json::json!({ "kind": "help", "text": "Where is \u{1b}[2J my seat?" });
    let case: registrar_api::Case = ada.post(&world, &path, case).await;
    assert_eq!(case.number, 1);

    let without = admin(&world, &["grant-attempts", &ada.enrolment_id]);
    assert!(!without.status.success());
    assert!(String::from_utf8_lossy(&without.stderr).contains("reason: at least 10 characters"));

    let reason = ["--reason", "The power failed in the hall."];
    let granted = [&["grant-attempts", &ada.enrolment_id, "--more", "2", "--case", "1"][..], &reason].concat();
    assert_eq!(said(&admin(&world, &granted)), "Attempts granted: 2. That makes 4 in all.\n");

    let cases = said(&admin(&world, &["cases"]));
    assert!(cases.contains("A request for help"), "{cases}");
    let cases: Value = serde_json::from_str(&said(&admin(&world, &["--json", "cases"]))).unwrap();
    assert_eq!(cases[0]["number"], 1);
    let whole = said(&admin(&world, &["case", "1"]));
    assert!(whole.contains("That makes 4 in all.") && !whole.contains('\u{1b}'), "{whole}");
    assert!(said(&admin(&world, &["person", "Ada@Candidate.test"])).contains(&ada.enrolment_id));
    let audit = said(&admin(&world, &["audit", &format!("enrolment:{}", ada.enrolment_id)]));
    assert!(audit.contains("cli:dana  attempts.grant") && audit.contains("from 2 to 4 attempts"), "{audit}");

    let decide = [&["decide", "1", "--text", "Granted.", "--json", "--actor", "carl"][..], &reason].concat();
    let decided: Value = serde_json::from_str(&said(&admin(&world, &decide))).unwrap();
    assert_eq!(decided["done"], "Case 1 is decided.");
    let export = [&["export", "ada@candidate.test"][..], &reason].concat();
    let export: Value = serde_json::from_str(&said(&admin(&world, &export))).unwrap();
    assert_eq!(export["cases"][0]["decision"], "Granted.");
    let enrolment: Value = serde_json::from_str(&said(&admin(&world, &["enrolment", &ada.enrolment_id]))).unwrap();
    assert_eq!(enrolment["Enrolment"][0]["attempts_allowed"], 4);
}
