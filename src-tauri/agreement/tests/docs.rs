//! Every public item says what it is and has an example of its own, which says something; every function is called in
//! one; and what returns a statistic names its source.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
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

/// The lines of code in the examples of a documentation.
fn examples<'a>(docs: impl Iterator<Item = &'a str>) -> String {
    let mut inside = None;
    let mut code = String::new();
    for line in docs {
        match (line.trim().strip_prefix("```"), inside) {
            (Some(_), Some(_)) => inside = None,
            (Some(language), None) => inside = Some(language.is_empty()),
            (None, Some(true)) => code.extend([line, "\n"]),
            (None, _) => {}
        }
    }
    code
}

/// Something public, as its lines say it.
#[derive(Debug, Default)]
struct Item {
    file: PathBuf,
    /// What tells it in a report.
    place: String,
    kind: &'static str,
    name: String,
    docs: Vec<String>,
    /// What a function takes and returns; the types of a record's public fields.
    parameters: String,
    returned: String,
    fields: String,
    /// The type in whose `impl` a function stands.
    of: Option<String>,
    body: String,
}

/// A public item's kind, and its line from the name on.
fn public(line: &str) -> Option<(&'static str, &str)> {
    let rest = line.trim_start().strip_prefix("pub ")?;
    let rest = if rest.starts_with("const fn ") { &rest["const ".len()..] } else { rest };
    let kinds = ["fn", "struct", "enum", "trait", "type", "const"];
    kinds.into_iter().find_map(|kind| Some((kind, rest.strip_prefix(kind)?.strip_prefix(' ')?)))
}

fn word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// The documentation above a line, in order.
fn docs(lines: &[&str]) -> Vec<String> {
    let above = lines.iter().rev().map(|line| line.trim_start());
    let above = above.take_while(|line| line.starts_with("///") || line.starts_with("#["));
    let mut docs: Vec<String> = above.filter_map(|line| line.strip_prefix("///")).map(str::to_owned).collect();
    docs.reverse();
    docs
}

/// The public items of a file.
fn items((path, text): &(PathBuf, String)) -> Vec<Item> {
    let lines: Vec<&str> = text.lines().collect();
    let (mut items, mut of) = (Vec::new(), None);
    for (at, line) in lines.iter().enumerate() {
        if let Some(rest) = line.strip_prefix("impl") {
            let rest = rest.split_once("> ").map_or(rest, |(_, rest)| rest).trim_start();
            of = (!rest.contains(" for ")).then(|| word(rest).to_owned());
        }
        let Some((kind, from)) = public(line) else { continue };
        // Up to the end of the braces that close where they were opened.
        let indent = &line[..line.len() - line.trim_start().len()];
        let rest = lines[at + 1..].iter().take_while(|line| **line != format!("{indent}}}"));
        let whole = [*line].into_iter().chain(rest.copied()).collect::<Vec<_>>().join("\n");
        let (head, body) = whole.split_once("{\n").unwrap_or((&whole, ""));
        let (parameters, returned) = head.split_once("->").unwrap_or((head, ""));
        let fields = body.lines().filter_map(|line| line.trim_start().strip_prefix("pub ")?.split_once(": "));
        items.push(Item {
            file: path.clone(),
            place: format!("{}:{}: {kind} {}", path.display(), at + 1, word(from)),
            kind,
            name: word(from).to_owned(),
            docs: docs(&lines[..at]),
            parameters: parameters.to_owned(),
            returned: returned.trim().to_owned(),
            fields: if kind == "struct" { fields.map(|(_, of)| of.to_owned() + "\n").collect() } else { String::new() },
            of: of.clone().filter(|_| kind == "fn" && line.starts_with(' ')),
            body: body.trim().to_owned(),
        });
    }
    items
}

fn all() -> Vec<Item> {
    sources().iter().flat_map(items).collect()
}

/// Whether these words of code, as types are written, name one of these.
fn names<'a>(code: &str, mut any: impl Iterator<Item = &'a str>) -> bool {
    let words: Vec<&str> = code.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    any.any(|name| words.contains(&name))
}

fn none<T: std::fmt::Debug>(faults: &[T], what: &str) {
    assert!(faults.is_empty(), "{what}: {faults:#?}");
}

fn places<'a>(items: impl Iterator<Item = &'a Item>) -> Vec<&'a str> {
    items.map(|item| item.place.as_str()).collect()
}

#[test]
fn every_public_item_is_documented() {
    let items = all();
    assert!(items.len() > 250);
    none(&places(items.iter().filter(|item| item.docs.is_empty())), "without documentation");
}

#[test]
fn every_public_item_has_an_example_that_asserts_something() {
    let items = all();
    let silent = |item: &&Item| !examples(item.docs.iter().map(String::as_str)).contains("assert");
    none(&places(items.iter().filter(silent)), "without an example of its own");
}

#[test]
fn every_public_module_has_an_example_that_asserts_something() {
    let sources = sources();
    let mut checked = 0;
    for (path, text) in &sources {
        for name in text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')) {
            let folder = path.parent().unwrap();
            let files = [folder.join(format!("{name}.rs")), folder.join(name).join("mod.rs")];
            let (file, text) = sources.iter().find(|(file, _)| files.contains(file)).unwrap();
            let code = examples(text.lines().map_while(|line| line.strip_prefix("//!")));
            assert!(code.contains("assert"), "{}: the module has no example", file.display());
            checked += 1;
        }
    }
    assert!(checked > 15);
}

fn calls(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        !code[..at].ends_with(word) && code[at + name.len()..].starts_with(['(', ':'])
    })
}

#[test]
fn every_public_function_is_called_in_an_example() {
    let items = all();
    let of_folder = |path: &Path| -> String {
        let near = items.iter().filter(|item| item.file.parent() == path.parent());
        near.map(|item| examples(item.docs.iter().map(String::as_str))).collect()
    };
    let missing = |item: &&Item| item.kind == "fn" && !calls(&of_folder(&item.file), &item.name);
    none(&places(items.iter().filter(missing)), "called in no example");
}

/// The records that hold a value: those with a number or a [`agreement::Statistic`] among their public fields, and
/// those that hold such a record.
fn records(items: &[Item]) -> BTreeSet<String> {
    let mut records: BTreeSet<String> = ["f64", "Statistic"].map(str::to_owned).into();
    loop {
        let holds = |item: &&Item| names(&item.fields, records.iter().map(String::as_str));
        let more: BTreeSet<String> = items.iter().filter(holds).map(|item| item.name.clone()).collect();
        let before = records.len();
        records.extend(more);
        if records.len() == before {
            return records;
        }
    }
}

/// Whether a function does no more than read fields of what it belongs to.
fn reads(item: &Item) -> bool {
    item.of.is_some() && {
        let body = item.body.trim_start_matches('&').trim_start_matches('(').trim_end_matches(')');
        body.split(", ").all(|part| part.strip_prefix("self.").is_some_and(|field| word(field) == field))
    }
}

/// Whether a function returns a statistic: a number, numbers to be filled into what it is given, or a record that holds
/// such; and whatever a function returns that is no method, unless it only checks. A method that makes the type it
/// belongs to is a constructor, and one that only reads fields has its source where they are made.
fn returns_a_statistic(item: &Item, records: &BTreeSet<String>) -> bool {
    let makes_its_own = item.of.as_ref().is_some_and(|own| names(&item.returned, [own.as_str(), "Self"].into_iter()));
    let fills = item.parameters.contains("&mut Vec<f64>");
    let returns = names(&item.returned, records.iter().map(String::as_str));
    let free = item.of.is_none() && !item.returned.contains("<(), ");
    item.kind == "fn" && (returns || fills || free) && !makes_its_own && !reads(item)
}

/// The lines of the paragraph that names the source, if there is one.
fn source(docs: &[String]) -> Option<String> {
    let from = docs.iter().position(|line| line.trim_start().starts_with("Source: "))?;
    Some(docs[from..].iter().take_while(|line| !line.trim().is_empty()).map(String::as_str).collect())
}

/// Whether there is a year of the nineteenth century or later.
fn dated(source: &str) -> bool {
    let numbers = source.split(|c: char| !c.is_ascii_digit());
    numbers.filter(|number| number.len() == 4).any(|number| ["18", "19", "20"].contains(&&number[..2]))
}

#[test]
fn every_statistic_names_its_source_or_the_item_that_does() {
    let items = all();
    let records = records(&items);
    for record in ["Rbo", "Icc", "Forms", "Tested", "BradleyTerry", "Scores", "Ewma"] {
        assert!(records.contains(record), "{record} holds a value");
    }
    let sourced = |item: &&Item| source(&item.docs).is_some_and(|source| dated(&source));
    let sourced: BTreeSet<&str> = items.iter().filter(sourced).map(|item| item.name.as_str()).collect();
    let refers = |source: &str| {
        let links = source.split("[`").skip(1).filter_map(|link| link.split_once('`'));
        links.into_iter().any(|(link, _)| sourced.contains(link.rsplit("::").next().unwrap_or(link)))
    };
    let statistics: Vec<&Item> = items.iter().filter(|item| returns_a_statistic(item, &records)).collect();
    assert!(statistics.len() > 80, "{}", statistics.len());
    let without = |item: &&&Item| !source(&item.docs).is_some_and(|source| dated(&source) || refers(&source));
    none(&places(statistics.iter().filter(without).copied()), "without a source");
}
