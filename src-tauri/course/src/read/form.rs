//! A task's file in two halves: what every task has, and what only its kind reads.
//!
//! The halves are parsed apart. So a field is refused where it does not belong, and a fault in one half hides none in
//! the other.

use super::fault::{Faults, Source};
use super::kind;
use super::raw::{TaskFile, TaskKey};
use crate::task::Kind;
use serde::de::value::Error as Refused;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// A task's file, taken apart.
pub struct Form<'a> {
    pub kind: Spanned<Kind>,
    /// None where it does not parse; the faults are noted.
    pub task: Option<TaskFile>,
    /// None where it does not parse; the faults are noted.
    pub key: Option<Spanned<TaskKey>>,
    pub own: Own<'a>,
}

/// What only the kind reads: fields at the top of the file, and fields of `[key]`.
pub struct Own<'a> {
    kind: Kind,
    top: Spanned<DeTable<'a>>,
    key: Spanned<DeTable<'a>>,
}

impl Own<'_> {
    /// Both parts, or none when one of them has a fault; faults of both are noted.
    pub fn parse<T: DeserializeOwned, K: DeserializeOwned>(
        self,
        source: &Source,
        faults: &mut Faults,
    ) -> Option<(T, Spanned<K>)> {
        let span = self.key.span();
        let top = parse(self.top, self.kind, source, faults);
        let key = parse(self.key, self.kind, source, faults);
        Some((top?, Spanned::new(span, key?)))
    }
}

/// Takes a task's file apart. None when it is no TOML, names no known kind or has no key.
pub fn take_apart<'a>(source: &'a Source, faults: &mut Faults) -> Option<Form<'a>> {
    let root = DeTable::parse(&source.text).map_err(|e| super::note(&e, source, super::MEND, faults)).ok()?;
    let (span, mut table) = (root.span(), root.into_inner());
    let kind = kind_of(&table, source, faults)?;
    let Some((name, key)) = table.remove_entry("key") else {
        faults.add(&source.file, 1, "missing field `key`", "Write what is true, and why, below a line `[key]`.");
        return None;
    };
    let key_span = key.span();
    let DeValue::Table(key) = key.into_inner() else {
        faults.add(&source.file, source.line_of(name.span()), "`key` is not one table", "Begin it with `[key]`, once.");
        return None;
    };
    let k = *kind.get_ref();
    let (task, top) = sort(Spanned::new(span, table), k, Level::Top, source, faults);
    let (common, own_key) = sort(Spanned::new(key_span.clone(), key), k, Level::Key, source, faults);
    let task = parse(task, k, source, faults);
    let key = parse(common, k, source, faults).map(|common| Spanned::new(key_span, common));
    Some(Form { kind, task, key, own: Own { kind: k, top, key: own_key } })
}

fn kind_of(table: &DeTable, source: &Source, faults: &mut Faults) -> Option<Spanned<Kind>> {
    let names = || format!("Use one of: {}.", Kind::ALL.map(Kind::name).join(", "));
    let Some(value) = table.get("kind") else {
        faults.add(&source.file, 1, "missing field `kind`", names());
        return None;
    };
    let line = source.line_of(value.span());
    let Some(name) = value.get_ref().as_str() else {
        faults.add(&source.file, line, "`kind` is not a word", names());
        return None;
    };
    let kind = Kind::from_name(name);
    if kind.is_none() {
        faults.add(&source.file, line, format!("unknown kind “{name}”"), names());
    }
    kind.map(|kind| Spanned::new(value.span(), kind))
}

/// The fields of these names, and the others.
fn halves<'a>(table: Spanned<DeTable<'a>>, names: &[&str]) -> (Spanned<DeTable<'a>>, Spanned<DeTable<'a>>) {
    let span = table.span();
    let (some, others) = table.into_inner().into_iter().partition(|(name, _)| names.contains(&&**name.get_ref()));
    (Spanned::new(span.clone(), some), Spanned::new(span, others))
}

/// Where a field stands.
#[derive(Clone, Copy)]
enum Level {
    Top,
    Key,
}

impl Level {
    /// What tasks of all kinds have here.
    fn common(self) -> &'static [&'static str] {
        match self {
            Level::Top => fields_of::<TaskFile>(),
            Level::Key => fields_of::<TaskKey>(),
        }
    }

    /// What only this kind has here.
    fn own(self, kind: Kind) -> &'static [&'static str] {
        match self {
            Level::Top => kind::fields(kind).top,
            Level::Key => kind::fields(kind).key,
        }
    }

    fn written(self, field: &str) -> String {
        match self {
            Level::Top => format!("`{field}`"),
            Level::Key => format!("`key.{field}`"),
        }
    }
}

/// What all kinds have and what this one has; a field that is neither is noted as a fault.
fn sort<'a>(
    table: Spanned<DeTable<'a>>,
    kind: Kind,
    level: Level,
    source: &Source,
    faults: &mut Faults,
) -> (Spanned<DeTable<'a>>, Spanned<DeTable<'a>>) {
    let (common, rest) = halves(table, level.common());
    let (own, strange) = halves(rest, level.own(kind));
    for (name, _) in strange.get_ref() {
        let field = &**name.get_ref();
        let at_home: Vec<&str> =
            Kind::ALL.into_iter().filter(|k| level.own(*k).contains(&field)).map(Kind::name).collect();
        let (what, mend) = if at_home.is_empty() {
            let have = [level.common(), level.own(kind)].concat().join(", ");
            ("unknown field", format!("A {} task has here: {have}.", kind.name()))
        } else {
            (
                "misplaced field",
                format!("It belongs to {}; leave it out of a {} task.", at_home.join(", "), kind.name()),
            )
        };
        let message = format!("{what} {}", level.written(field));
        faults.add(&source.file, source.line_of(name.span()), message, mend);
    }
    (common, own)
}

fn parse<T: DeserializeOwned>(table: Spanned<DeTable>, kind: Kind, source: &Source, faults: &mut Faults) -> Option<T> {
    let span = table.span();
    let value = Spanned::new(span, DeValue::Table(table.into_inner()));
    T::deserialize(ValueDeserializer::from(value))
        .map_err(|e| {
            let mend = format!("See “{}” in docs/AUTHORING.md for the form.", kind.name());
            super::note(&e, source, &mend, faults);
        })
        .ok()
}

/// The names of a struct's fields, as its derived `Deserialize` asks for them.
pub fn fields_of<T: DeserializeOwned>() -> &'static [&'static str] {
    struct Ask<'a>(&'a mut &'static [&'static str]);

    impl<'de> Deserializer<'de> for Ask<'_> {
        type Error = Refused;

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Refused> {
            Err(Refused::custom("not a struct"))
        }

        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            fields: &'static [&'static str],
            _: V,
        ) -> Result<V::Value, Refused> {
            *self.0 = fields;
            Err(Refused::custom("only asked"))
        }

        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
            newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }

    let mut fields: &'static [&'static str] = &[];
    // The answer is the list; what comes back is the refusal above.
    let _ = T::deserialize(Ask(&mut fields));
    fields
}
