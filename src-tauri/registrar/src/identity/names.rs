//! Whether two names can be the same person's. It asks a person rather than guess.

use unicode_normalization::UnicodeNormalization;

/// How letters with marks are read: `ü` as `u`, or as `ue`, as passports spell it in capitals.
#[derive(Clone, Copy)]
enum Marks {
    Dropped,
    Spelt,
}

/// Whether the confirmed name and the name on a document fit: case, marks, order and further names do not matter; at least one
/// first and one last name must be there in full. Of one-word names all must be the same.
pub fn names_match(confirmed: &str, first: Option<&str>, last: Option<&str>) -> bool {
    let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
    [Marks::Dropped, Marks::Spelt].into_iter().any(|marks| {
        let (confirmed, first, last) = (parts(confirmed, marks), parts(first, marks), parts(last, marks));
        fits(&confirmed, &first, &last)
    })
}

fn fits(confirmed: &[String], first: &[String], last: &[String]) -> bool {
    let document: Vec<String> = first.iter().chain(last).cloned().collect();
    if confirmed.is_empty() || document.is_empty() {
        return false;
    }
    // Written in one, in either order: 山田太郎, Mary Ann and Maryann.
    let whole = confirmed.concat();
    if whole == first.concat() + &last.concat() || whole == last.concat() + &first.concat() {
        return true;
    }
    let (here, there) = (without(confirmed, &document), without(&document, confirmed));
    if here.is_empty() && there.is_empty() {
        return true;
    }
    // One of the two has further names, or stands for them by initials.
    let named = |names: &[String]| names.iter().any(|name| name.chars().count() > 1 && confirmed.contains(name));
    let split = named(first) && named(last);
    split && (here.is_empty() || there.is_empty() || initials(&here, &there) || initials(&there, &here))
}

/// Whether each of these is the initial of another one of those.
fn initials(short: &[String], long: &[String]) -> bool {
    let mut left: Vec<&String> = long.iter().collect();
    short.iter().all(|initial| {
        let found = left.iter().position(|name| initial.chars().count() == 1 && name.starts_with(initial.as_str()));
        found.map(|at| left.remove(at)).is_some()
    })
}

/// What is left of `names` after taking away each of `others` once.
fn without(names: &[String], others: &[String]) -> Vec<String> {
    let mut left = names.to_vec();
    for other in others {
        if let Some(at) = left.iter().position(|name| name == other) {
            left.remove(at);
        }
    }
    left
}

/// The words of a name, folded.
fn parts(name: &str, marks: Marks) -> Vec<String> {
    // Composed first, so that a mark is seen together with its letter, and small, so that there is one kind of each.
    let small: String = name.nfkc().flat_map(char::to_lowercase).collect();
    let spelt: String = small.nfc().map(|c| spelling(c, marks).map_or_else(|| c.to_string(), str::to_owned)).collect();
    let plain: String = spelt.nfkd().filter(|c| !is_mark(*c)).collect();
    let plain: String = plain.nfc().filter(|c| !is_within(*c)).collect();
    let words = plain.split(|c: char| c.is_whitespace() || is_between(c));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Letters that do not come apart, and those that passports spell out.
fn spelling(letter: char, marks: Marks) -> Option<&'static str> {
    Some(match (letter, marks) {
        ('ä', Marks::Spelt) => "ae",
        ('ö' | 'ø', Marks::Spelt) => "oe",
        ('ü', Marks::Spelt) => "ue",
        ('å', Marks::Spelt) => "aa",
        ('ø', Marks::Dropped) => "o",
        ('ß', _) => "ss",
        ('æ', _) => "ae",
        ('œ', _) => "oe",
        ('þ', _) => "th",
        ('ð' | 'đ', _) => "d",
        ('ł', _) => "l",
        ('ħ', _) => "h",
        ('ı', _) => "i",
        ('ς', _) => "σ",
        _ => return None,
    })
}

/// The marks of Latin, Greek and Cyrillic letters. Those of other scripts are letters of their own.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Apostrophes: O’Neill and ONeill are one.
fn is_within(c: char) -> bool {
    matches!(c, '\'' | '`' | '’' | '‘' | 'ʼ' | 'ʻ' | '´' | '\u{ad}')
}

/// Hyphens and the like: Anne-Marie and Anne Marie are one.
fn is_between(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '\u{2010}'..='\u{2015}' | '·' | '・')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(confirmed: &str, first: &str, last: &str, expected: bool) {
        let some = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        let (first, last) = (some(first), some(last));
        let found = names_match(confirmed, first.as_deref(), last.as_deref());
        assert_eq!(found, expected, "{confirmed} / {first:?} {last:?}");
    }

    #[test]
    fn case_marks_order_and_further_names_do_not_matter() {
        check("Jenny Rosen", "JENNY", "ROSEN", true);
        check("Rosen Jenny", "Jenny", "Rosen", true);
        check("Rosen, Jenny", "Jenny", "Rosen", true);
        check("José Núñez", "JOSE", "NUNEZ", true);
        check("Jose\u{301} Nu\u{301}n\u{303}ez", "José", "Núñez", true);
        check("Jürgen Groß", "JUERGEN", "GROSS", true);
        check("Jürgen Groß", "JURGEN", "GROSS", true);
        check("Søren Ångström", "SOEREN", "AANGSTROEM", true);
        check("Łukasz Żółć", "LUKASZ", "ZOLC", true);
        check("Işıl Yıldız", "ISIL", "YILDIZ", true);
        check("İbrahim Kaya", "IBRAHIM", "KAYA", true);
        check("Anna Schmidt", "Anna Maria", "Schmidt", true);
        check("Anna Maria Schmidt", "Anna", "Schmidt", true);
        check("María García", "Ana María", "García López", true);
        check("John Q. Smith", "John Quincy", "Smith", true);
        check("John Quincy Smith", "John Q", "Smith", true);
        check("Anne-Marie O’Neill", "ANNE MARIE", "O'NEILL", true);
        check("Anne-Marie ONeill", "ANNEMARIE", "O'NEILL", true);
        check("ＪＥＮＮＹ Ｒｏｓｅｎ", "Jenny", "Rosen", true);
    }

    #[test]
    fn other_scripts_and_one_word() {
        check("山田太郎", "太郎", "山田", true);
        check("山田 太郎", "太郎", "山田", true);
        check("山田次郎", "太郎", "山田", false);
        check("Иван Петров", "ИВАН", "ПЕТРОВ", true);
        check("Γιώργος Παπαδόπουλος", "ΓΙΩΡΓΟΣ", "ΠΑΠΑΔΟΠΟΥΛΟΣ", true);
        check("محمد علي", "محمد", "علي", true);
        check("नरेन्द्र मोदी", "नरेन्द्र", "मोदी", true);
        check("Suharto", "", "SUHARTO", true);
        check("Suharto", "Suharto", "", true);
    }

    #[test]
    fn where_it_would_be_a_guess_a_person_is_asked() {
        check("Jenny Rosen", "Jenny", "Rose", false);
        check("Jenny Rosen", "Anna", "Rosen", false);
        check("Maria", "Maria", "Garcia", false);
        check("Suharto Wijaya", "Suharto", "", false);
        check("Anna Maria", "Anna Maria", "Schmidt", false);
        check("J. Smith", "John", "Smith", false);
        check("Anna Berta Schmidt", "Anna Clara", "Schmidt", false);
        check("Ivan Petrov", "Иван", "Петров", false);
        check("Jenny Rosen", "", "", false);
        check("", "Jenny", "Rosen", false);
        check("...", "...", "", false);
    }

    proptest! {
        #[test]
        fn a_name_matches_itself_however_it_is_written(first in "[A-Za-zÀ-ÿ]{2,12}", last in "[A-Za-zÀ-ÿ]{2,12}") {
            let first = first.replace(['×', '÷'], "x");
            let last = last.replace(['×', '÷'], "x");
            let all = [
                format!("{first} {last}"),
                format!("{last} {first}"),
                format!("{first}  {last} ").to_lowercase(),
                format!("{first} {last}").nfd().collect(),
            ];
            for confirmed in all {
                prop_assert!(names_match(&confirmed, Some(&first), Some(&last)), "{}", confirmed);
            }
        }

        #[test]
        fn nothing_is_too_odd_a_name(confirmed in any::<String>(), first in any::<String>(), last in any::<String>()) {
            names_match(&confirmed, Some(&first), Some(&last));
            prop_assert!(!names_match(&confirmed, None, None));
        }
    }
}
