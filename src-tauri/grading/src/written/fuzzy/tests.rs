//! Likeness and search against their definitions.

use super::*;
use proptest::prelude::*;

#[test]
fn a_word_slipped_in_does_not_hide_the_rest() {
    let find = |needle: &str, text: &str| {
        let (needle, text): (Vec<char>, Vec<char>) = (needle.chars().collect(), text.chars().collect());
        let hit = Haystack::new(&text).find_close(&needle, 90.0)?;
        Some(text[hit.chars].iter().collect::<String>())
    };
    let text = "WWWW take tram 9 to the river WWWW";
    let (slipped, straight) = ("take the tram 9 to the river", "take tram 9 to the river");
    let strict = Haystack::new(&text.chars().collect::<Vec<_>>()).find(&slipped.chars().collect::<Vec<_>>(), 90.0);
    assert_eq!(strict, None);
    assert_eq!(find(slipped, text).as_deref(), Some(straight));
    assert_eq!(find(straight, text).as_deref(), Some(straight));
    assert_eq!(find("take bus 12 to the market", text), None);
}

fn by_definition(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

/// The search without any haste: every window is looked at, and every run of three compared with every other.
fn find_by_definition(text: &[char], needle: &[char], cutoff: f64) -> Option<Hit> {
    if needle.is_empty() || text.is_empty() {
        return None;
    }
    let c = cutoff / 100.0;
    let shortest = (needle.len() as f64 * c / (2.0 - c)).ceil().max(1.0) as usize;
    let mut shared = vec![0];
    for run in text.windows(3) {
        shared.push(shared[shared.len() - 1] + usize::from(needle.windows(3).any(|other| other == run)));
    }
    shared.resize(text.len() + 1, shared[shared.len() - 1]);
    let mut promising: Vec<(usize, Range<usize>)> = windows(needle.len(), text.len(), shortest)
        .map(|window| {
            let runs = shared[window.end.saturating_sub(2).max(window.start)] - shared[window.start];
            (((runs + 2 * window.len() + 2 * needle.len() + 2) / 5).min(needle.len()).min(window.len()), window)
        })
        .filter(|(common, window)| to_ratio(*common, needle.len() + window.len()) >= cutoff)
        .collect();
    promising.sort_by_key(|(common, window)| (std::cmp::Reverse(*common), window.start));
    let mut best: Option<Hit> = None;
    for (_, window) in promising.into_iter().take(windows::MOST_WINDOWS) {
        let ratio = to_ratio(by_definition(needle, &text[window.clone()]), needle.len() + window.len());
        let least = best.as_ref().map_or(cutoff, |hit| hit.ratio);
        let earlier = best.as_ref().is_none_or(|hit| ratio > hit.ratio || window.start < hit.chars.start);
        if ratio >= least && earlier {
            best = Some(Hit { ratio, chars: window });
        }
    }
    best
}

fn as_defined(text: &str, needle: &str, cutoff: f64) -> Result<Option<Hit>, TestCaseError> {
    let (needle, text): (Vec<char>, Vec<char>) = (needle.chars().collect(), text.chars().collect());
    let found = Haystack::new(&text).find(&needle, cutoff);
    prop_assert_eq!(&found, &find_by_definition(&text, &needle, cutoff));
    Ok(found)
}

#[test]
fn more_promising_windows_than_are_looked_at() {
    for (text, needle, cutoff, hit) in [
        // Each of the first windows is as promising as the true one, which is left out.
        ("a".repeat(5000) + "aaaabaaab", "aaaabaaab", 60.0, Some(77.8)),
        // The true one is not where the most promising ones are.
        ("b a".repeat(1000) + &"aab".repeat(900) + "aabaabbaab", "aabaabbaab", 50.0, Some(100.0)),
        ("xy".repeat(4000), "yz", 50.0, Some(50.0)),
        ("xy".repeat(4000), "z", 1.0, None),
        ("abcdefgh ".repeat(600), "abcdefgh abcdef", 90.0, Some(100.0)),
        ("k".repeat(3), &*"k".repeat(6), 50.0, Some(66.7)),
    ] {
        let found = as_defined(&text, needle, cutoff).unwrap();
        assert_eq!(found.map(|hit| (hit.ratio * 10.0).round() / 10.0), hit, "{needle}");
    }
}

/// A text, and a needle that is a piece of it with some characters taken out, put in and changed.
fn misquoted(letters: &'static str, longest: usize) -> impl Strategy<Value = (String, String)> {
    let letter = prop::sample::select(letters.chars().collect::<Vec<char>>());
    let text = prop::collection::vec(letter.clone(), 1..longest);
    let edits = prop::collection::vec((any::<prop::sample::Index>(), 0..3, letter), 0..6);
    (text, any::<[prop::sample::Index; 2]>(), edits).prop_map(|(text, ends, edits)| {
        let [start, end] = ends.map(|end| end.index(text.len() + 1));
        let mut needle = text[start.min(end)..start.max(end)].to_vec();
        needle.truncate(80);
        for (at, kind, letter) in edits {
            let at = at.index(needle.len() + 1);
            match kind {
                0 => needle.insert(at, letter),
                _ if at == needle.len() => needle.push('#'),
                1 => needle[at] = letter,
                _ => drop(needle.remove(at)),
            }
        }
        (text.into_iter().collect(), needle.into_iter().collect())
    })
}

proptest! {
    #[test]
    fn common_subsequence_as_defined(a in "[abc ]{0,300}", b in "[abcd ]{0,300}") {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let text = Text::new(&b);
        prop_assert_eq!(Needle::new(&text.numbers_of(&a), &text).common(0..b.len()), by_definition(&a, &b));
    }

    #[test]
    fn the_filter_loses_nothing(needle in "[ab ]{1,40}", text in "[ab ]{41,120}", cutoff in 40f64..100.0) {
        let all = partial_ratio(&needle, &text);
        let (needle, text): (Vec<char>, Vec<char>) = (needle.chars().collect(), text.chars().collect());
        let found = Haystack::new(&text).find(&needle, cutoff);
        prop_assert_eq!(found.as_ref().map(|hit| hit.ratio), (all >= cutoff).then_some(all), "{:?}", found);
    }

    #[test]
    fn found_as_defined_whatever_the_needle(needle in "[ab ]{0,60}", text in "[ab ]{0,120}", cutoff in 1f64..=100.0) {
        as_defined(&text, &needle, cutoff)?;
    }

    #[test]
    fn found_as_defined_in_odd_texts(needle: String, text: String, cutoff in 1f64..=100.0) {
        as_defined(&text, &needle, cutoff)?;
        as_defined(&format!("{text}{needle}{text}"), &needle, cutoff)?;
    }

    #[test]
    fn found_as_defined_where_misquoted((text, needle) in misquoted("abcdefghijklmnop  éש日😀", 160), cutoff in 1f64..=100.0) {
        as_defined(&text, &needle, cutoff)?;
        as_defined(&text, &needle, cutoff.round())?;
    }

    #[test]
    fn found_as_defined_in_repeated_text((text, needle) in misquoted("abc", 30), times in 1usize..8, cutoff in 1u8..=100) {
        as_defined(&text.repeat(times), &needle, cutoff.into())?;
        as_defined(&text.repeat(times), &needle.repeat(times), cutoff.into())?;
    }

    #[test]
    fn alike_with_itself_and_both_ways(a in any::<String>(), b in any::<String>()) {
        prop_assert_eq!(ratio(&a, &a), 100.0);
        prop_assert_eq!(ratio(&a, &b), ratio(&b, &a));
        prop_assert_eq!(partial_ratio(&a, &b), partial_ratio(&b, &a));
        prop_assert!((0.0..=100.0).contains(&partial_ratio(&a, &b)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn found_as_defined_in_long_texts((text, needle) in misquoted("abcdefghijklm  ", 2000), cutoff in 82f64..=100.0) {
        as_defined(&text, &needle, cutoff)?;
    }
}
