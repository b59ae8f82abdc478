//! Whatever stands in a task's file: the reader says what is wrong and never falls over.

use super::{SAMPLES, course_with};
use course::read::read;
use proptest::prelude::*;

const STRANGE: [&str; 16] = [
    "",
    "\"",
    "[",
    "]",
    "nan",
    "-1",
    "99999999999999999999",
    "1e308",
    "'''",
    "\u{0}",
    "👩‍👩‍👧",
    "[[key]]",
    "[key]",
    "\n",
    "r1",
    "= []",
];

/// A sample with a stretch of it put elsewhere or replaced by something strange.
fn spoilt() -> impl Strategy<Value = String> {
    let text = prop::sample::select(SAMPLES.map(|(_, text)| text).to_vec());
    let places = [any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>()];
    (text, places, prop::sample::select(STRANGE.to_vec()), any::<bool>()).prop_map(|(text, places, strange, whole)| {
        let mut pieces: Vec<&str> =
            if whole { text.split_inclusive('\n').collect() } else { text.split_inclusive(' ').collect() };
        let [from, to, other] = places.map(|place| place.index(pieces.len()));
        pieces[from] = strange;
        pieces.swap(to, other);
        pieces.concat()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn no_file_makes_the_reader_fall_over(tasks in prop::collection::vec(spoilt(), 60)) {
        let root = course_with(&tasks);
        if let Err(faults) = read(root.path()) {
            prop_assert!(faults.iter().all(|f| f.line > 0 && !f.message.is_empty() && !f.mend.is_empty()));
        }
    }
}
