//! Words of the settings. On the wire a word that is not known is a newer registrar's; in the settings it is a mistake.

use registrar_api::Word;
use serde::{Deserialize, Deserializer, de};

/// One word, which must be known.
pub fn word<'de, W: Word, D: Deserializer<'de>>(from: D) -> Result<W, D::Error> {
    known(&String::deserialize(from)?)
}

/// Several words, each of which must be known.
pub fn words<'de, W: Word, D: Deserializer<'de>>(from: D) -> Result<Vec<W>, D::Error> {
    Vec::<String>::deserialize(from)?.iter().map(|said| known(said)).collect()
}

fn known<W: Word, E: de::Error>(said: &str) -> Result<W, E> {
    let words = || W::ALL.iter().map(|word| format!("\"{}\"", word.word())).collect::<Vec<_>>().join(", ");
    let found = W::ALL.iter().copied().find(|word| word.word() == said);
    found.ok_or_else(|| E::custom(format!("\"{said}\" is not known here; it must be one of {}", words())))
}
