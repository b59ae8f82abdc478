//! What the registrar and the app say to each other: shapes only, no behaviour.
//!
//! Times are UTC milliseconds since 1970 (`…_ms`). Money is in the smallest unit of its currency. Percentages are
//! tenths of a percent (`…_tenths`), so that no rounding happens on the way. A field that is absent is `null`.

/// [`words`] with the descriptions that the server and the app's page take from them.
macro_rules! api_words {
    ($($(#[$meta:meta])* pub enum $name:ident { $($body:tt)* })+) => {
        $crate::words! {$(
            $(#[$meta])*
            #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
            #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
            pub enum $name { $($body)* }
        )+}
    };
}

mod cases;
mod check;
mod fault;
mod identity;
mod programme;
mod seat;
mod sign_in;
mod status;

pub use cases::*;
pub use check::*;
pub use fault::*;
pub use identity::*;
pub use programme::*;
pub use seat::*;
pub use sign_in::*;
pub use status::*;

/// Declares a wire type with the derives that all of them share.
#[doc(hidden)]
#[macro_export]
macro_rules! wire {
    ($($(#[$meta:meta])* pub $kind:ident $name:ident { $($body:tt)* })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        pub $kind $name { $($body)* }
    )+};
}

/// [`wire`] for what holds a secret: printed for people who look for faults, it is its name alone.
#[doc(hidden)]
#[macro_export]
macro_rules! secret_wire {
    ($($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* })+) => {$(
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $name { $($body)* }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    )+};
}

/// What every enumeration of words can say of itself.
pub trait Word: Copy + 'static {
    /// Every word that this build knows.
    const ALL: &'static [Self];

    /// The word on the wire and in the database.
    fn word(self) -> &'static str;
}

/// Declares an enumeration of words: `snake_case` on the wire and in the database.
///
/// A word this build does not know (a newer registrar) reads as `Unknown`. (`$word` is a `tt`: a derive sees a `literal` as a group.)
#[doc(hidden)]
#[macro_export]
macro_rules! words {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$about:meta])* $variant:ident = $word:tt),+ $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$about])* #[serde(rename = $word)] $variant,)+
            /// A word of a newer registrar.
            #[serde(other, rename = "unknown")]
            Unknown,
        }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word on the wire and in the database.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ Self::Unknown => "unknown" }
            }

            pub fn from_word(word: &str) -> Self {
                match word { $($word => Self::$variant,)+ _ => Self::Unknown }
            }
        }

        impl $crate::Word for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn word(self) -> &'static str {
                Self::word(self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    )+};
}
