//! Pictures of tasks: inside the module's folder, SVG or PNG, at most 1 MiB, with a text alternative.

use super::raw::Words;
use super::reading::Reading;
use std::path::{Component, Path};

const LARGEST: u64 = 1024 * 1024;
/// A picture as it lies in its file.
#[derive(Debug)]
pub struct Loaded {
    bytes: Vec<u8>,
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Png,
    Svg,
}

/// What is wrong, and the mend.
type Wrong = (String, &'static str);

/// The picture at `path`, or none with a fault noted.
pub fn load(r: &mut Reading, path: &Words) -> Option<Loaded> {
    load_from(r.folder, path.get_ref()).map_err(|(message, mend)| r.fault(path, message, mend)).ok()
}

/// What is said in place of the picture.
pub fn alternative(r: &mut Reading, path: &Words, alt: Option<&Words>) -> String {
    let alt = alt.map(|a| r.filled(a, "alt")).unwrap_or_default();
    if alt.is_empty() {
        r.fault(path, "the picture has no text alternative", "Say in `alt` what it shows.");
    }
    alt
}

fn load_from(folder: &Path, path: &str) -> Result<Loaded, Wrong> {
    let relative = Path::new(path);
    let inside = relative.components().all(|c| matches!(c, Component::Normal(_)));
    let full = folder.join(relative);
    let real = || full.canonicalize().ok()?.starts_with(folder.canonicalize().ok()?).then_some(());
    if path.is_empty() || !inside || (full.exists() && real().is_none()) {
        return Err((format!("the picture “{path}” leaves the module's folder"), "Put it below the module's images/."));
    }
    let size = std::fs::metadata(&full).map(|m| m.len());
    let Ok(size) = size else {
        return Err((format!("there is no picture “{path}”"), "Add the file, or mend its name."));
    };
    if size > LARGEST {
        return Err((format!("the picture “{path}” has {size} bytes"), "Keep pictures below 1 MiB."));
    }
    let bytes = std::fs::read(&full).map_err(|e| (format!("“{path}”: {e}"), "Make it readable."))?;
    let format = match relative.extension().and_then(|e| e.to_str()) {
        Some("png") if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => Format::Png,
        Some("svg") if std::str::from_utf8(&bytes).is_ok_and(|t| t.contains("<svg")) => Format::Svg,
        _ => return Err((format!("“{path}” is neither an SVG nor a PNG picture"), "Use one of these.")),
    };
    Ok(Loaded { bytes, format })
}

impl Loaded {
    pub fn data_url(&self) -> String {
        use base64::Engine as _;
        let kind = match self.format {
            Format::Png => "image/png",
            Format::Svg => "image/svg+xml",
        };
        format!("data:{kind};base64,{}", base64::engine::general_purpose::STANDARD.encode(&self.bytes))
    }
}
