//! Every public item says what it is, and every public function has an example, in which it is called.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// The files of the library, with their text.
fn sources() -> Vec<(PathBuf, String)> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true if path.ends_with("bin") => {}
                true => folders.push(path),
                false => files.push((path.clone(), fs::read_to_string(&path).unwrap())),
            }
        }
    }
    files.sort();
    files
}

/// The lines of code in the examples of a file.
fn examples(text: &str) -> String {
    let mut inside = None;
    let mut code = String::new();
    for line in text.lines() {
        let line = line.trim_start();
        let Some(line) = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) else {
            inside = None;
            continue;
        };
        match (line.trim().strip_prefix("```"), inside) {
            (Some(_), Some(_)) => inside = None,
            (Some(language), None) => inside = Some(language.is_empty()),
            (None, Some(true)) => code.extend([line, "\n"]),
            (None, _) => {}
        }
    }
    code
}

/// Kind and name of what a line makes public.
fn public(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_start().strip_prefix("pub ")?;
    let rest = rest.strip_prefix("const fn ").map_or_else(|| rest.to_owned(), |name| format!("fn {name}"));
    let kind = ["fn", "struct", "enum", "trait", "type", "const"]
        .into_iter()
        .find(|kind| rest.starts_with(&format!("{kind} ")))?;
    let from = line.find(kind)? + kind.len() + 1;
    let end = line[from..].find(|c: char| !c.is_alphanumeric() && c != '_').map_or(line.len(), |end| from + end);
    Some((kind, &line[from..end]))
}

fn calls(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        !code[..at].ends_with(word) && code[at + name.len()..].starts_with(['(', ':'])
    })
}

#[test]
fn every_public_item_is_documented() {
    for (path, text) in sources() {
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let Some((kind, name)) = public(line) else { continue };
            let above = lines[..at].iter().rev().find(|line| !line.trim_start().starts_with("#["));
            let documented = above.is_some_and(|line| line.trim_start().starts_with("///"));
            assert!(documented, "{}:{}: {kind} {name} has no documentation", path.display(), at + 1);
        }
    }
}

#[test]
fn every_public_function_has_an_example() {
    for (path, text) in sources() {
        let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
        let functions = lines.iter().enumerate().filter(|(_, line)| public(line).is_some_and(|(kind, _)| kind == "fn"));
        for (at, line) in functions {
            let above = lines[..at].iter().rev().take_while(|line| line.starts_with("///") || line.starts_with("#["));
            let above: String = above.map(|line| format!("{line}\n")).collect();
            assert!(above.contains("/// ```\n"), "{}:{}: {line}", path.display(), at + 1);
        }
    }
}

#[test]
fn every_public_function_is_called_in_an_example() {
    let sources = sources();
    let of_folder = |path: &Path| {
        let near = sources.iter().filter(|(other, _)| other == path || other.parent() == path.parent());
        near.map(|(_, text)| examples(text)).collect::<String>()
    };
    let mut missing = Vec::new();
    for (path, text) in &sources {
        let code = of_folder(path);
        let functions = text.lines().filter_map(public).filter(|(kind, _)| *kind == "fn");
        missing.extend(functions.filter(|(_, name)| !calls(&code, name)).map(|(_, name)| (path.display(), name)));
    }
    assert!(missing.is_empty(), "no example calls {missing:#?}");
}
