//! What is shipped carries only what it needs.
#![allow(clippy::unwrap_used)] // A test that cannot go on fails.

use std::path::Path;
use std::process::Command;

fn tree(package: &str) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut command = Command::new(cargo);
    command.args(["tree", "--locked", "--package", package, "--edges", "normal,build", "--prefix", "none"]);
    let output = command.current_dir(root).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn check(package: &str, never: &[&str]) {
    let tree = tree(package);
    for crate_name in never {
        let found = tree.lines().find(|line| line.split(' ').next() == Some(crate_name));
        assert!(found.is_none(), "{package} carries {crate_name}");
    }
}

#[test]
fn the_app_carries_no_second_database_and_no_part_of_the_server() {
    check("annotation-academy", &["sqlx-postgres", "registrar", "sandbox", "axum", "lettre", "utoipa", "openssl-sys"]);
}

#[test]
fn the_server_carries_no_part_of_the_app_and_no_stand_in() {
    check("registrar", &["tauri", "app", "study", "course", "sandbox", "openssl-sys"]);
}
