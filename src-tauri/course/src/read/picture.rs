//! Pictures of tasks: inside the module's folder, SVG or PNG, at most 1 MiB.

use std::path::{Component, Path};

const LARGEST: u64 = 1024 * 1024;

/// The picture at `path` below `folder` as a data URL, or what is wrong and the mend.
pub fn data_url(folder: &Path, path: &str) -> Result<String, (String, &'static str)> {
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
    let kind = match relative.extension().and_then(|e| e.to_str()) {
        Some("png") if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => "image/png",
        Some("svg") if std::str::from_utf8(&bytes).is_ok_and(|t| t.contains("<svg")) => "image/svg+xml",
        _ => return Err((format!("“{path}” is neither an SVG nor a PNG picture"), "Use one of these.")),
    };
    Ok(format!("data:{kind};base64,{}", base64(&bytes)))
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
