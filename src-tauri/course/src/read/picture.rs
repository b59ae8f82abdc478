//! Pictures of tasks: inside the module's folder, SVG or PNG, at most 1 MiB, with a text alternative.

use super::raw::Words;
use super::reading::Reading;
use std::path::{Component, Path};

const LARGEST: u64 = 1024 * 1024;
/// No side is longer than this in the picture's own measure.
const LONGEST_SIDE: u32 = 20_000;

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

    /// Width and height in the picture's own measure: pixels of a PNG, units of an SVG's viewBox.
    pub fn measure(&self) -> Result<[u32; 2], Wrong> {
        let sides = match self.format {
            Format::Png => png_sides(&self.bytes).ok_or(("the PNG has no header".to_owned(), "Save it anew."))?,
            Format::Svg => svg_sides(&String::from_utf8_lossy(&self.bytes))?,
        };
        if sides.iter().all(|side| (1..=LONGEST_SIDE).contains(side)) {
            Ok(sides)
        } else {
            Err((format!("the picture measures {} by {}", sides[0], sides[1]), "Draw it with sides from 1 to 20000."))
        }
    }
}

/// The first chunk of a PNG is its header, which begins with the sides.
fn png_sides(bytes: &[u8]) -> Option<[u32; 2]> {
    let header = bytes.get(8..24).filter(|h| &h[4..8] == b"IHDR")?;
    let side = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    Some([side(8), side(12)])
}

/// The viewBox is the measure; without one, width and height are. Both together must not distort the picture, or boxes
/// would lie elsewhere on the screen than in the file.
fn svg_sides(svg: &str) -> Result<[u32; 2], Wrong> {
    const FORM: &str = "Give it viewBox=\"0 0 W H\" with whole numbers, and no width and height of other proportions.";
    let root = root_tag(svg).ok_or_else(|| ("the SVG has no root".to_owned(), FORM))?;
    let length = |name: &str| attribute(root, name).and_then(|v| v.trim_end_matches("px").trim().parse::<f64>().ok());
    let shown = length("width").zip(length("height"));
    let Some(view) = attribute(root, "viewBox") else {
        let sides = shown.and_then(|(w, h)| Some([whole(w)?, whole(h)?]));
        return sides.ok_or_else(|| ("the SVG has no viewBox and no whole width and height".to_owned(), FORM));
    };
    let numbers: Vec<f64> =
        view.split(|c: char| c == ',' || c.is_whitespace()).filter_map(|n| n.parse().ok()).collect();
    let sides = match numbers.as_slice() {
        [x, y, w, h] if *x == 0.0 && *y == 0.0 => whole(*w).zip(whole(*h)),
        _ => None,
    };
    let Some((w, h)) = sides else { return Err((format!("the SVG has the viewBox “{view}”"), FORM)) };
    if let Some((shown_w, shown_h)) = shown
        && (shown_w * f64::from(h) - shown_h * f64::from(w)).abs() > 0.005 * (shown_w * f64::from(h)).abs()
    {
        return Err((format!("the SVG is {shown_w} by {shown_h} and its viewBox {w} by {h}"), FORM));
    }
    Ok([w, h])
}

fn whole(n: f64) -> Option<u32> {
    (n.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&n)).then_some(n as u32)
}

/// What stands between `<svg` and its `>`; comments, instructions and a document type before it are passed over.
fn root_tag(svg: &str) -> Option<&str> {
    let mut rest = svg;
    loop {
        rest = &rest[rest.find('<')?..];
        let end = match rest {
            r if r.starts_with("<!--") => "-->",
            r if r.starts_with("<?") => "?>",
            r if r.starts_with("<!") => ">",
            _ => break,
        };
        rest = &rest[rest.find(end)? + end.len()..];
    }
    let inside = rest.strip_prefix("<svg")?;
    let mut quote = None;
    let end = inside.find(|c: char| match (quote, c) {
        (None, '>') => true,
        (None, '"' | '\'') => {
            quote = Some(c);
            false
        }
        (Some(open), c) if open == c => {
            quote = None;
            false
        }
        _ => false,
    })?;
    Some(&inside[..end])
}

/// The value of an attribute in a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, next) = after[1..].split_once(quote)?;
        if before.trim() == name {
            return Some(value.trim());
        }
        rest = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(svg: &str, expected: Option<[u32; 2]>) {
        assert_eq!(svg_sides(svg).ok(), expected, "{svg}");
    }

    #[test]
    fn an_svg_is_measured_by_its_view_box() {
        check("<svg viewBox=\"0 0 640 400\">", Some([640, 400]));
        check(
            "<?xml version='1.0'?><!-- <svg viewBox='0 0 1 1'> -->\n<!DOCTYPE svg>\n<svg\n viewBox='0,0,64,40'/>",
            Some([64, 40]),
        );
        check("<svg data-x='a>b' width=\"320px\" height=\"200\"><rect width=\"5\"/>", Some([320, 200]));
        check("<svg width=\"320\" height=\"200\" viewBox=\"0 0 640 400\">", Some([640, 400]));
        check("<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 640 400\">", Some([640, 400]));
    }

    #[test]
    fn an_svg_without_a_plain_measure_is_refused() {
        for svg in [
            "",
            "<svg",
            "<svg>",
            "<svg viewBox=\"0 0 640\">",
            "<svg viewBox=\"10 0 640 400\">",
            "<svg viewBox=\"0 0 640.5 400\">",
            "<svg viewBox=\"0 0 inf NaN\">",
            "<svg viewBox=\"0 0 640 -400\">",
            "<svg width=\"300\" height=\"300\" viewBox=\"0 0 640 400\">",
            "<svg width=\"10em\" height=\"10em\">",
            "<svg viewBox=0>",
            "<!-- <svg viewBox=\"0 0 640 400\">",
            "<html><svg viewBox=\"0 0 640 400\">",
        ] {
            check(svg, None);
        }
    }

    #[test]
    fn a_png_is_measured_by_its_header() {
        let header = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\x90\x08\x02";
        assert_eq!(png_sides(header), Some([640, 400]));
        assert_eq!(png_sides(&header[..20]), None);
        assert_eq!(png_sides(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIDAT\0\0\x02\x80\0\0\x01\x90"), None);
    }
}
