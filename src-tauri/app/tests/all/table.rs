//! The table of commands and what is generated from it.

use app::commands;

fn committed(file: &str) -> String {
    std::fs::read_to_string(format!("{}/../../{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn generated_types_are_fresh() {
    let fresh = committed("ui/src/lib/host/generated.ts") == commands::typescript();
    assert!(fresh, "ui/src/lib/host/generated.ts is stale: run `cargo xtask types` and commit it");
}

#[test]
fn the_permission_list_is_the_table() {
    let fresh = committed("src-tauri/desktop/permissions/commands.toml") == commands::permissions();
    assert!(fresh, "the permission list is stale: run `cargo xtask types` and commit it");
}

/// The key reaches the page only once an answer is in.
#[test]
fn the_key_is_in_no_other_reply() {
    for (command, types) in commands::reply_types() {
        let after_answer = ["practice_submit", "record_open"].contains(&command);
        for of_the_key in ["KeyView", "GradeView", "ReasonView", "Feedback"] {
            let holds = types.iter().any(|t| t == of_the_key);
            assert_eq!(holds, after_answer, "{command} and {of_the_key}");
        }
    }
}

/// No command takes a path or an address from the page.
#[test]
fn no_request_names_a_path_or_address() {
    let types = commands::typescript();
    let requests = types.lines().filter(|l| l.contains("Request = ") || l.contains("type Settings = "));
    for line in requests {
        for word in ["path", "url", "file", "folder", "address"] {
            assert!(!line.contains(&format!("{word}:")), "{line}");
        }
    }
}
