use super::*;
use proptest::prelude::*;

const SCHEME: &str = "com.annotationacademy.desktop";
const BACK: &str = "com.annotationacademy.desktop://back";

fn check(words: &[&str], expected: Start) {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    assert_eq!(Start::read(SCHEME, &words), expected, "{words:?}");
}

#[test]
fn one_link_is_ours_and_its_likes_are_not() {
    check(&[], Start::ByHand);
    check(&["--gapplication-service", "-v"], Start::ByHand);
    check(&[BACK], Start::Link(Hint::Back));
    check(&["com.annotationacademy.desktop://back/"], Start::Link(Hint::Back));
    check(&["--option", BACK], Start::Link(Hint::Back));
    for junk in [
        "",
        "back",
        "com.annotationacademy.desktop",
        "com.annotationacademy.desktop:",
        "com.annotationacademy.desktop:back",
        "com.annotationacademy.desktop:/back",
        "com.annotationacademy.desktop://",
        "com.annotationacademy.desktop:///back",
        "com.annotationacademy.desktop://back//",
        "com.annotationacademy.desktop://back/x",
        "com.annotationacademy.desktop://back?",
        "com.annotationacademy.desktop://back?code=123456",
        "com.annotationacademy.desktop://back#top",
        "com.annotationacademy.desktop://back:80",
        "com.annotationacademy.desktop://me@back",
        "com.annotationacademy.desktop://back.example.org",
        "com.annotationacademy.desktop://BACK",
        "COM.ANNOTATIONACADEMY.DESKTOP://back",
        "com.annotationacademy.desktop://%62ack",
        "com.annotationacademy.desktop%3A//back",
        "com.annotationacademy.desktop://back\0",
        "com.annotationacademy.desktop://back\n",
        " com.annotationacademy.desktop://back",
        "com.annotationacademy.desktop://back ",
        "com.annotationacademy.desktop.sandbox://back",
        "com.annotationacademy.desktoр://back", // a Cyrillic р
        "annotationacademy://back",
        "https://example.org/back",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "--url=com.annotationacademy.desktop://back",
        "/tmp/file",
    ] {
        check(&[junk], Start::Junk);
        check(&[junk, BACK], Start::Junk);
    }
    check(&[BACK, BACK], Start::Junk);
}

#[test]
fn nothing_comes_forward_while_an_exam_is_open() {
    for (start, aloud) in [(Start::ByHand, true), (Start::Link(Hint::Back), true), (Start::Junk, false)] {
        assert_eq!(start.comes_forward(false), aloud);
        assert!(!start.comes_forward(true), "{start:?}");
    }
}

/// Anything a link could hold, and what lies close to ours: pieces of it, put together and broken in any way.
fn junk() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(SCHEME.to_owned()),
        Just(format!("{SCHEME}.sandbox")),
        Just(BACK.to_owned()),
        Just("://".to_owned()),
        Just(":".to_owned()),
        Just("/".to_owned()),
        Just("back".to_owned()),
        Just("%62%61%63%6b".to_owned()),
        Just("%00".to_owned()),
        Just("\0".to_owned()),
        Just("?code=aaaaaaaa&state=b".to_owned()),
        Just("#".to_owned()),
        Just("../".repeat(20)),
        Just("-".to_owned()),
        "[ -~]{0,12}",
        "\\PC{0,8}",
        any::<char>().prop_map(String::from),
    ];
    prop_oneof![
        4 => prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat()),
        2 => any::<String>(),
        // One character of ours taken out, put in or changed.
        3 => (0..=BACK.len(), any::<char>(), 0..3).prop_map(|(at, new, how)| {
            let mut link: Vec<char> = BACK.chars().collect();
            match how {
                0 => link.insert(at, new),
                1 => drop(link.remove(at.min(link.len() - 1))),
                _ => link[at.min(BACK.len() - 1)] = new,
            }
            link.into_iter().collect()
        }),
        1 => (1_000..200_000_usize).prop_map(|long| format!("{BACK}{}", "/".repeat(long))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn only_the_very_link_is_read(link in junk()) {
        let ours = link == BACK || link.strip_suffix('/') == Some(BACK);
        prop_assert_eq!(Hint::read(SCHEME, &link), ours.then_some(Hint::Back));
    }

    #[test]
    fn words_beside_a_link_make_it_junk(words in prop::collection::vec(junk(), 1..4)) {
        let read = Start::read(SCHEME, &words);
        let links: Vec<&String> = words.iter().filter(|w| !w.starts_with('-') || w.contains(':')).collect();
        let expected = match links.as_slice() {
            [] => Start::ByHand,
            [link] if *link == BACK || link.strip_suffix('/') == Some(BACK) => Start::Link(Hint::Back),
            _ => Start::Junk,
        };
        prop_assert_eq!(read, expected);
        prop_assert!(!read.comes_forward(true));
    }
}
