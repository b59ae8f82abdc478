//! What carries a badge: a text, or a picture with the text baked into it.

mod png;
mod svg;

use super::BadgeError;

/// Badges with a picture inside weigh some hundred KiB.
const LARGEST_FILE: usize = 2 * 1024 * 1024;
/// The text itself: JSON, or a signed token.
pub(super) const LARGEST_TEXT: usize = 512 * 1024;

/// The badge's text. What a file holds is told by its first bytes; its name may lie.
pub(super) fn text(bytes: &[u8]) -> Result<String, BadgeError> {
    if bytes.len() > LARGEST_FILE {
        return Err(BadgeError::TooLarge);
    }
    let text = match png::is_png(bytes) {
        true => png::text(bytes)?,
        false => {
            let text = std::str::from_utf8(bytes).map_err(|_| BadgeError::NoBadge)?;
            let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim();
            match text.starts_with('<') {
                true => svg::text(text)?,
                false => text.to_owned(),
            }
        }
    };
    let text = text.trim();
    match text.len() {
        0 => Err(BadgeError::NoBadge),
        length if length > LARGEST_TEXT => Err(BadgeError::TooLong),
        _ => Ok(text.to_owned()),
    }
}
