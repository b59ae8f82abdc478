//! Plain English for notes and headlines: numbers, plurals, lists, shortened quotations.

use course::task::scale::Label;

/// A whole number in words up to twenty, in figures above.
pub(crate) fn number(n: usize) -> String {
    const WORDS: [&str; 21] = [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// "one pair", "two pairs".
pub(crate) fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// "both pairs", "all three pairs".
pub(crate) fn all(n: usize, one: &str, many: &str) -> String {
    if n == 2 { format!("both {many}") } else { format!("all {}", counted(n, one, many)) }
}

/// "One pair" when there is one in all or one that matters, "Two of six pairs" otherwise, capital first.
pub(crate) fn of_all(n: usize, of: usize, one: &str, many: &str) -> String {
    capital(&match n {
        1 => counted(1, one, many),
        _ if n == of => all(of, one, many),
        _ => format!("{} of {}", number(n), counted(of, one, many)),
    })
}

/// "the box", "both boxes", "two of three boxes", "none of three boxes".
pub(crate) fn out_of(n: usize, of: usize, one: &str, many: &str) -> String {
    match (n, of) {
        (1, 1) => format!("the {one}"),
        (0, 1) => format!("none of the {many}"),
        (0, _) => format!("none of {}", counted(of, one, many)),
        _ if n == of => all(of, one, many),
        _ => format!("{} of {}", number(n), counted(of, one, many)),
    }
}

/// A share in [0, 1] as "40 %", with a no-break space.
pub(crate) fn percent(share: f64) -> String {
    format!("{}\u{a0}%", (share * 100.0).round())
}

/// "A is", "A and B are": the verb that goes with so many.
pub(crate) fn is(n: usize) -> &'static str {
    if n == 1 { "is" } else { "are" }
}

/// A label of a taxonomy by its name in quotation marks, or by its id where it has no name.
pub(crate) fn label(labels: &[Label], id: &str) -> String {
    quoted(labels.iter().find(|label| label.id == id).map_or(id, |label| &label.name))
}

/// "one mark has another label and two marks are not in the key"; empty where there is neither.
pub(crate) fn beside(mislabelled: usize, extra: usize, one: &str, many: &str) -> String {
    let has = if mislabelled == 1 { "has" } else { "have" };
    let clauses = [
        (mislabelled, format!("{} {has} another label", counted(mislabelled, one, many))),
        (extra, format!("{} {} not in the key", counted(extra, one, many), is(extra))),
    ];
    list(&clauses.into_iter().filter(|(n, _)| *n > 0).map(|(_, clause)| clause).collect::<Vec<_>>())
}

/// "claim 3": the thing that stands in that place, counted from 0.
pub(crate) fn nth(thing: &str, index: usize) -> String {
    format!("{thing} {}", index + 1)
}

/// The sentence with a capital first letter.
pub(crate) fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// "a", "a and b", "a, b and c".
pub(crate) fn list(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The placeholder of a response or option, which the reader sees as its letter.
pub(crate) fn item(id: &str) -> String {
    format!("{{{id}}}")
}

/// "{r1}, {r2} and {r3}".
pub(crate) fn items<'a>(ids: impl IntoIterator<Item = &'a str>) -> String {
    list(&ids.into_iter().map(item).collect::<Vec<_>>())
}

/// The words in quotation marks, cut after the eighth word or the eightieth character.
pub(crate) fn quoted(words: &str) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    let short = all[..all.len().min(8)].join(" ");
    let cut: String = short.chars().take(80).collect();
    if all.len() > 8 || cut.len() < short.len() { format!("“{cut} …”") } else { format!("“{cut}”") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists_read_well() {
        assert_eq!(of_all(1, 6, "pair", "pairs"), "One pair");
        assert_eq!(of_all(2, 6, "pair", "pairs"), "Two of six pairs");
        assert_eq!(of_all(3, 3, "pair", "pairs"), "All three pairs");
        assert_eq!(of_all(22, 30, "pair", "pairs"), "22 of 30 pairs");
        assert_eq!(items(["r1", "r2", "r3"]), "{r1}, {r2} and {r3}");
        assert_eq!(items(["r1"]), "{r1}");
        assert_eq!(out_of(2, 3, "box", "boxes"), "two of three boxes");
        assert_eq!(out_of(3, 3, "box", "boxes"), "all three boxes");
        assert_eq!(out_of(2, 2, "box", "boxes"), "both boxes");
        assert_eq!(out_of(0, 3, "box", "boxes"), "none of three boxes");
        assert_eq!(out_of(1, 1, "box", "boxes"), "the box");
        assert_eq!(percent(0.404), "40\u{a0}%");
        assert_eq!(nth("claim", 2), "claim 3");
        assert_eq!(beside(1, 2, "mark", "marks"), "one mark has another label and two marks are not in the key");
        assert_eq!(beside(0, 1, "mark", "marks"), "one mark is not in the key");
        assert_eq!(beside(0, 0, "mark", "marks"), "");
        assert_eq!(quoted("a  b"), "“a b”");
        assert_eq!(quoted("a b c d e f g h i"), "“a b c d e f g h …”");
    }
}
