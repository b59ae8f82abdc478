//! Words of anything on the page may be quoted: claims, sources, turns, the text to be marked.

use super::{graded, part, samples};
use grading::Verdict;

#[test]
fn words_of_every_piece_are_found() {
    let mut quoted = 0;
    for mut task in samples::all() {
        (task.face.justify, task.key.justify) = (Some(samples::ask()), Some(samples::guest_key(0.4)));
        let pieces: Vec<String> = task.face.pieces().map(|piece| piece.text.plain.clone()).collect();
        for plain in pieces {
            let words: Vec<&str> = plain.lines().next().unwrap().split_whitespace().take(6).collect();
            if words.len() < 4 || plain.contains(['"', '“', '`']) {
                continue;
            }
            let why = format!("The words “{}” decide it, because they are there.", words.join(" "));
            let grade = graded(&task, &samples::key_answer(&task.key, &why));
            let quotes = part(&grade, "quotes");
            assert_eq!(quotes.verdict, Verdict::Agrees, "{} {words:?}: {}", task.face.id, quotes.note);
            assert!(grade.passed || !grade.headline.contains("quotation"), "{}", grade.headline);
            quoted += 1;
        }
    }
    assert!(quoted >= 20, "{quoted}");
}
