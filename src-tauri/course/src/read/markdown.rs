//! Markdown to sanitised HTML and its canonical plain text, in one walk.
//!
//! Both come from the same walk, so the text content of a block equals the canonical text from its `data-at` on.

use super::highlight::{Colour, stretches};
use super::run::Language;
use crate::text::{Text, utf16_len};
use ammonia::Builder;
use comrak::nodes::{ListType, Node, NodeValue};
use comrak::{Arena, Options, parse_document};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// Where the Markdown stands decides what it may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Our own pages: headings are headings, terms are links, HTML is a fault.
    Lesson,
    /// Material of a task: what a person or a model wrote. HTML is shown as the text it is.
    Material,
}

/// A rendered piece with what was found on the way.
#[derive(Debug, Default)]
pub struct Rendered {
    pub text: Text,
    /// Level, words and offset of each heading.
    pub headings: Vec<(u8, String, u32)>,
    /// Ids of the glossary terms linked to, in order, each once.
    pub terms: Vec<String>,
    /// Items of each list, by the offset where the list starts.
    pub lists: Vec<(u32, u32)>,
    /// Line in the Markdown, what is wrong, and the mend.
    pub faults: Vec<(u32, String, String)>,
}

/// Renders `markdown`. Lines of faults count from 1.
pub fn render(markdown: &str, place: Place) -> Rendered {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    let root = parse_document(&arena, markdown, &options);
    let mut walk = Walk { place, out: Rendered::default(), units: 0, open: None };
    walk.blocks(root);
    walk.out.text.html = sanitise(&walk.out.text.html);
    walk.out
}

struct Walk {
    place: Place,
    out: Rendered,
    /// Length of the canonical text so far, in UTF-16 units.
    units: u32,
    /// What separates the next block's text from the last one's.
    open: Option<&'static str>,
}

impl Walk {
    fn blocks(&mut self, node: Node) {
        for child in node.children() {
            self.block(child);
        }
    }

    fn block(&mut self, node: Node) {
        let line = node.data().sourcepos.start.line as u32;
        let value = node.data().value.clone();
        match value {
            NodeValue::Paragraph => self.leaf("p", "", |w| w.inlines(node)),
            NodeValue::Heading(h) => self.heading(node, h.level),
            NodeValue::List(list) => {
                let tag = if list.list_type == ListType::Bullet { "ul" } else { "ol" };
                let at = self.units;
                self.wrap(tag, |w| w.blocks(node));
                self.out.lists.push((at, node.children().count() as u32));
            }
            NodeValue::Item(_) => self.wrap("li", |w| w.blocks(node)),
            NodeValue::BlockQuote => self.wrap("blockquote", |w| w.blocks(node)),
            NodeValue::CodeBlock(code) => {
                self.leaf("pre", "", |w| {
                    w.raw("<code>");
                    w.code(&code.info, code.literal.trim_end_matches('\n'));
                    w.raw("</code>");
                });
            }
            NodeValue::ThematicBreak => self.raw("<hr>"),
            NodeValue::Table(_) => self.wrap("table", |w| w.table(node)),
            NodeValue::HtmlBlock(html) => match self.place {
                Place::Lesson => self.no_html(line),
                Place::Material => self.leaf("p", "", |w| w.text(html.literal.trim_end())),
            },
            other => self.fault(line, format!("{other:?} is not used in this course"), "Write it in another way."),
        }
    }

    fn heading(&mut self, node: Node, level: u8) {
        let (tag, class) = match (self.place, level) {
            (Place::Material, _) => ("p", " class=\"heading\""),
            (Place::Lesson, 0..=2) => ("h2", ""),
            (Place::Lesson, _) => ("h3", ""),
        };
        self.leaf(tag, class, |w| w.inlines(node));
        let at = self.units - utf16_len(self.last_leaf());
        let words = self.last_leaf().to_owned();
        self.out.headings.push((level, words, at));
    }

    fn table(&mut self, node: Node) {
        for row in node.children() {
            let head = matches!(row.data().value, NodeValue::TableRow(true));
            self.raw(if head { "<thead><tr>" } else { "<tbody><tr>" });
            for cell in row.children() {
                self.leaf(if head { "th" } else { "td" }, "", |w| w.inlines(cell));
                self.open = Some("\t");
            }
            self.open = Some("\n");
            self.raw(if head { "</tr></thead>" } else { "</tr></tbody>" });
        }
        self.open = Some("\n\n");
    }

    fn wrap(&mut self, tag: &str, inside: impl FnOnce(&mut Self)) {
        let _ = write!(self.out.text.html, "<{tag}>");
        inside(self);
        let _ = write!(self.out.text.html, "</{tag}>");
    }

    /// A block that holds text: opens it at the present offset.
    fn leaf(&mut self, tag: &str, class: &str, inside: impl FnOnce(&mut Self)) {
        if let Some(between) = self.open {
            self.out.text.plain.push_str(between);
            self.units += utf16_len(between);
        }
        let _ = write!(self.out.text.html, "<{tag}{class} data-at=\"{}\">", self.units);
        inside(self);
        let _ = write!(self.out.text.html, "</{tag}>");
        self.open = Some("\n\n");
    }

    fn last_leaf(&self) -> &str {
        self.out.text.plain.rsplit("\n\n").next().unwrap_or_default()
    }

    fn inlines(&mut self, node: Node) {
        for child in node.children() {
            self.inline(child);
        }
    }

    fn inline(&mut self, node: Node) {
        let line = node.data().sourcepos.start.line as u32;
        let value = node.data().value.clone();
        match value {
            NodeValue::Text(text) => self.text(&text),
            NodeValue::SoftBreak => self.text(" "),
            NodeValue::LineBreak => {
                self.raw("<br>");
                self.text("\n");
            }
            NodeValue::Code(code) => {
                self.raw("<code>");
                self.text(&code.literal);
                self.raw("</code>");
            }
            NodeValue::Emph => self.wrap("em", |w| w.inlines(node)),
            NodeValue::Strong => self.wrap("strong", |w| w.inlines(node)),
            NodeValue::Strikethrough => self.wrap("del", |w| w.inlines(node)),
            NodeValue::Link(link) => self.link(node, &link.url, line),
            NodeValue::Image(_) if self.place == Place::Material => self.inlines(node),
            NodeValue::HtmlInline(html) if self.place == Place::Material => self.text(&html),
            NodeValue::HtmlInline(_) => self.no_html(line),
            NodeValue::Image(_) => {
                self.fault(line, "a picture by address".into(), "Pictures belong to tasks, as [[material]].");
            }
            other => self.fault(line, format!("{other:?} is not used in this course"), "Write it in another way."),
        }
    }

    /// A term of the glossary is a link; any other address is only shown as words, since the page opens nothing.
    fn link(&mut self, node: Node, url: &str, line: u32) {
        if let Some(term) = url.strip_prefix("term:") {
            if !self.out.terms.iter().any(|t| t == term) {
                self.out.terms.push(term.to_owned());
            }
            let term = escaped(term);
            let _ = write!(self.out.text.html, "<a href=\"#term-{term}\" data-term=\"{term}\">");
            self.inlines(node);
            self.raw("</a>");
        } else if self.place == Place::Lesson {
            let mend = "Lessons link only to terms of the glossary: [words](term:id).";
            self.fault(line, format!("a link to “{url}”"), mend);
        } else {
            self.raw("<span class=\"link\">");
            self.inlines(node);
            self.raw("</span>");
        }
    }

    /// Code in its colours, where the fence names a language that is known.
    fn code(&mut self, fence: &str, code: &str) {
        let Some(language) = fence.split_whitespace().next().and_then(Language::of_fence) else {
            return self.text(code);
        };
        for (colour, text) in stretches(language, code) {
            match colour.class() {
                None => self.text(text),
                Some(class) => {
                    let _ = write!(self.out.text.html, "<span class=\"{class}\">");
                    self.text(text);
                    self.raw("</span>");
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.out.text.plain.push_str(text);
        self.units += utf16_len(text);
        self.out.text.html.push_str(&escaped(text));
    }

    fn raw(&mut self, html: &str) {
        self.out.text.html.push_str(html);
    }

    fn no_html(&mut self, line: u32) {
        self.fault(line, "HTML in a lesson".into(), "Write Markdown; to show a tag, put it in `backticks`.");
    }

    fn fault(&mut self, line: u32, message: String, mend: &str) {
        self.out.faults.push((line, message, mend.to_owned()));
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Lets through the tags and attributes that [`render`] writes, and nothing else.
pub fn sanitise(html: &str) -> String {
    const TAGS: [&str; 23] = [
        "p",
        "h2",
        "h3",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "em",
        "strong",
        "del",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "a",
        "br",
        "hr",
        "span",
        "sub",
    ];
    const LEAVES: [&str; 6] = ["p", "h2", "h3", "pre", "th", "td"];
    let mut attributes: HashMap<&str, HashSet<&str>> =
        LEAVES.iter().map(|t| (*t, HashSet::from(["data-at"]))).collect();
    attributes.insert("a", HashSet::from(["href", "data-term"]));
    let spans = Colour::CLASSES.into_iter().chain(["link"]).collect();
    let classes = HashMap::from([("p", HashSet::from(["heading"])), ("span", spans)]);
    Builder::default()
        .tags(HashSet::from(TAGS))
        .tag_attributes(attributes)
        .generic_attributes(HashSet::new())
        .allowed_classes(classes)
        .url_schemes(HashSet::new())
        .link_rel(None)
        .clean(html)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, html: &str, plain: &str) {
        let got = render(markdown, Place::Material);
        assert_eq!(got.text.html, html);
        assert_eq!(got.text.plain, plain);
    }

    #[test]
    fn blocks_start_where_the_plain_text_says() {
        check(
            "One *two*\nthree\n\n- a\n- **b**",
            "<p data-at=\"0\">One <em>two</em> three</p><ul><li><p data-at=\"15\">a</p></li>\
             <li><p data-at=\"18\"><strong>b</strong></p></li></ul>",
            "One two three\n\na\n\nb",
        );
        check(
            "# Head\n\n👩‍👩‍👧 x\n\n`<b>`",
            "<p class=\"heading\" data-at=\"0\">Head</p><p data-at=\"6\">👩‍👩‍👧 x</p><p data-at=\"18\"><code>&lt;b&gt;</code></p>",
            "Head\n\n👩‍👩‍👧 x\n\n<b>",
        );
        check(
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "<table><thead><tr><th data-at=\"0\">a</th><th data-at=\"2\">b</th></tr></thead>\
             <tbody><tr><td data-at=\"4\">1</td><td data-at=\"6\">2</td></tr></tbody></table>",
            "a\tb\n1\t2",
        );
    }

    #[test]
    fn code_has_colours_and_the_same_text() {
        check(
            "So:\n\n```python\nif x < 2:\n    pass  # \"no\"\n```",
            "<p data-at=\"0\">So:</p><pre data-at=\"5\"><code><span class=\"keyword\">if</span> x &lt; \
             <span class=\"number\">2</span>:\n    <span class=\"keyword\">pass</span>  \
             <span class=\"comment\"># \"no\"</span></code></pre>",
            "So:\n\nif x < 2:\n    pass  # \"no\"",
        );
        check("```\nif x\n```", "<pre data-at=\"0\"><code>if x</code></pre>", "if x");
    }

    #[test]
    fn what_a_model_wrote_is_shown_and_never_runs() {
        check(
            "See [here](javascript:alert(1)) <img src=x onerror=alert(1)>",
            "<p data-at=\"0\">See <span class=\"link\">here</span> &lt;img src=x onerror=alert(1)&gt;</p>",
            "See here <img src=x onerror=alert(1)>",
        );
        check(
            "<script>alert(1)</script>",
            "<p data-at=\"0\">&lt;script&gt;alert(1)&lt;/script&gt;</p>",
            "<script>alert(1)</script>",
        );
    }

    #[test]
    fn lessons_hold_no_html_and_no_addresses() {
        let got = render("a <b>b</b>\n\n<div onclick=x>y</div>\n\n[x](https://example.org) ![p](x.png)", Place::Lesson);
        let lines: Vec<u32> = got.faults.iter().map(|f| f.0).collect();
        assert_eq!(lines, [1, 1, 3, 5, 5], "each fault is at its line: {:?}", got.faults);
        assert!(!got.text.html.contains("<b>") && !got.text.html.contains("<div"));
    }

    #[test]
    fn the_sanitiser_alone_would_stop_hostile_html() {
        for hostile in [
            "<script>x</script>",
            "<p onclick=x>",
            "<a href=\"javascript:x\" data-term=\"t\">t</a>",
            "<img src=x>",
            "<p style=\"position:fixed\">",
            "<svg><script>x</script></svg>",
            "<a href=\"https://example.org\">x</a>",
        ] {
            let clean = sanitise(hostile);
            for bad in ["script", "onclick", "javascript", "<img", "style", "https"] {
                assert!(!clean.contains(bad), "{hostile} became {clean}");
            }
        }
    }
}
