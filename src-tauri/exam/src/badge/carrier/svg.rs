//! SVG: the first `credential` element of Open Badges; a token in its attribute `verify`, or JSON in its body.
//!
//! Entities that the document defines are never resolved, and nothing outside the document is read.

use super::super::{BadgeError, Picture};
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

const BADGES_3: &str = "https://purl.imsglobal.org/ob/v3p0";
const BADGES_2: &str = "http://openbadges.org";

pub(super) fn text(svg: &str) -> Result<String, BadgeError> {
    let mut reader = NsReader::from_str(svg);
    let mut older = false;
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(broken)?;
        let (element, empty) = match event {
            Event::Start(element) => (element, false),
            Event::Empty(element) => (element, true),
            Event::DocType(inside) if inside.xml10_content().contains('[') => return Err(BadgeError::OwnEntities),
            Event::Eof => break,
            _ => continue,
        };
        match namespace {
            ResolveResult::Bound(Namespace(BADGES_3)) if element.local_name().as_ref() == "credential" => {
                return match (attribute(&element)?, empty) {
                    (Some(token), _) => Ok(token),
                    (None, true) => Err(BadgeError::NoneInPicture(Picture::Svg)),
                    (None, false) => body(&mut reader),
                };
            }
            ResolveResult::Bound(Namespace(BADGES_2)) => older = true,
            _ => {}
        }
    }
    Err(if older { BadgeError::Older } else { BadgeError::NoneInPicture(Picture::Svg) })
}

fn attribute(element: &BytesStart<'_>) -> Result<Option<String>, BadgeError> {
    let mut found = None;
    for attribute in element.attributes() {
        let attribute = attribute.map_err(broken)?;
        if attribute.key.as_ref() == "verify" {
            found = Some(attribute.normalized_value(XmlVersion::Implicit1_0).map_err(broken)?.into_owned());
        }
    }
    Ok(found)
}

/// The text of the element whose start was just read.
fn body(reader: &mut NsReader<&[u8]>) -> Result<String, BadgeError> {
    let mut text = String::new();
    loop {
        match reader.read_event().map_err(broken)? {
            Event::CData(data) => text.push_str(&data.xml10_content()),
            Event::Text(data) => text.push_str(&data.xml10_content()),
            Event::GeneralRef(name) => push_entity(&mut text, &name)?,
            Event::Comment(_) | Event::PI(_) => {}
            Event::End(_) => return Ok(text),
            _ => return Err(BadgeError::BrokenPicture(Picture::Svg)),
        }
    }
}

/// One of the five that XML itself knows, or a character by its number.
fn push_entity(text: &mut String, name: &BytesRef<'_>) -> Result<(), BadgeError> {
    if let Some(c) = name.resolve_char_ref().map_err(broken)? {
        text.push(c);
        return Ok(());
    }
    text.push_str(resolve_predefined_entity(name).ok_or(BadgeError::OwnEntities)?);
    Ok(())
}

fn broken<E>(_: E) -> BadgeError {
    BadgeError::BrokenPicture(Picture::Svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(inside: &str, expected: Result<&str, BadgeError>) {
        let svg = format!(
            "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:openbadges=\"{BADGES_3}\">{inside}</svg>"
        );
        assert_eq!(text(&svg), expected.map(str::to_owned));
    }

    #[test]
    fn the_first_element_of_that_name_counts() {
        let none = BadgeError::NoneInPicture(Picture::Svg);
        let broken = BadgeError::BrokenPicture(Picture::Svg);
        check("<openbadges:credential verify='a.b.c'/><openbadges:credential verify='d.e.f'/>", Ok("a.b.c"));
        check("<g><openbadges:credential verify=\"a.b.c\"></openbadges:credential></g>", Ok("a.b.c"));
        check(&format!("<credential xmlns='{BADGES_3}' verify='a.b.c'/>"), Ok("a.b.c"));
        check("<openbadges:credential><![CDATA[{\"a\":\"<\"}]]></openbadges:credential>", Ok("{\"a\":\"<\"}"));
        check("<openbadges:credential>{&quot;a&#34;:1}<!-- --></openbadges:credential>", Ok("{\"a\":1}"));
        check("<credential verify='a.b.c'/>", Err(none.clone()));
        check("<openbadges:credential/>", Err(none));
        check("<openbadges:assertion xmlns:openbadges='http://openbadges.org' verify='x'/>", Err(BadgeError::Older));
        check("<openbadges:credential>&own;</openbadges:credential>", Err(BadgeError::OwnEntities));
        check("<openbadges:credential verify='&own;'/>", Err(broken.clone()));
        check("<openbadges:credential verify='a' verify='b'/>", Err(broken.clone()));
        check("<openbadges:credential><b/></openbadges:credential>", Err(broken.clone()));
        check("<openbadges:credential>", Err(broken.clone()));
        check("</g>", Err(broken));
    }

    #[test]
    fn a_plain_document_type_is_passed_over_and_one_with_entities_refused() {
        let picture = format!("<svg xmlns:o='{BADGES_3}'><o:credential verify='a.b.c'/></svg>");
        let plain = format!("<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://w3.org/svg11.dtd'>{picture}");
        assert_eq!(text(&plain), Ok("a.b.c".to_owned()));
        let own = format!("<!DOCTYPE svg [<!ENTITY a 'b'>]>{picture}");
        assert_eq!(text(&own), Err(BadgeError::OwnEntities));
    }

    #[test]
    fn deep_and_endless_pictures_end() {
        let deep = "<g>".repeat(200_000);
        assert_eq!(text(&deep), Err(BadgeError::BrokenPicture(Picture::Svg)));
        // Each element looks up its name among the spaces in scope, and each attribute among those before it: both are bounded.
        let many = |name: &str| (0..100_000).map(|i| format!(" {name}{i}='b'")).collect::<String>();
        let element = |attributes: &str| format!("<o:credential xmlns:o='{BADGES_3}'{attributes} verify='a.b.c'/>");
        assert_eq!(text(&element(&many("a"))), Ok("a.b.c".to_owned()));
        assert_eq!(text(&element(&many("xmlns:a"))), Err(BadgeError::BrokenPicture(Picture::Svg)));
        let flat = format!("<svg>{}{}</svg>", "<b/>".repeat(400_000), element(""));
        assert_eq!(text(&flat), Ok("a.b.c".to_owned()));
    }
}
