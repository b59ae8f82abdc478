//! Colours code when the pack is built, so that the page needs no program for it: cuts it into stretches and says what
//! each is. It reads the words of a language, not its grammar; what it cannot tell stays plain.

use super::run::Language;

/// What a stretch of code is; plain where it is nothing of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    Plain,
    Keyword,
    String,
    Number,
    Comment,
    /// Where a function or a class gets its name.
    Name,
}

impl Colour {
    /// The colour's class in the page; none for what is plain.
    pub fn class(self) -> Option<&'static str> {
        match self {
            Colour::Plain => None,
            Colour::Keyword => Some("keyword"),
            Colour::String => Some("string"),
            Colour::Number => Some("number"),
            Colour::Comment => Some("comment"),
            Colour::Name => Some("name"),
        }
    }

    pub const CLASSES: [&'static str; 5] = ["keyword", "string", "number", "comment", "name"];
}

/// The whole code in its order, cut where the colour changes.
pub fn stretches(language: Language, code: &str) -> Vec<(Colour, &str)> {
    let mut lexer = Lexer { language, code, at: 0, drawn: 0, out: vec![], before: Before::Start, holes: vec![] };
    while lexer.at < code.len() {
        lexer.step();
    }
    lexer.draw(Colour::Plain, code.len());
    lexer.out
}

/// What stands before the present place, as far as it decides what comes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Start,
    /// A value has ended: a slash after it divides.
    Value,
    /// A dot: a word after it is a property, whatever it is.
    Dot,
    /// `def`, `class` or `function`: a word after it is a name.
    Defines,
}

struct Lexer<'a> {
    language: Language,
    code: &'a str,
    at: usize,
    /// Everything before is in `out`.
    drawn: usize,
    out: Vec<(Colour, &'a str)>,
    before: Before,
    /// Open braces within each `${` of the template strings around the present place, outermost first.
    holes: Vec<usize>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.code[self.at..]
    }

    /// Draws up to `end`; what was passed without a colour is plain.
    fn draw(&mut self, colour: Colour, end: usize) {
        for (colour, end) in [(Colour::Plain, self.at), (colour, end)] {
            if end > self.drawn {
                self.out.push((colour, &self.code[self.drawn..end]));
                self.drawn = end;
            }
        }
        self.at = end;
    }

    fn take(&mut self, colour: Colour, length: usize, before: Before) {
        self.draw(colour, self.at + length);
        self.before = before;
    }

    fn step(&mut self) {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return };
        if let Some(length) = comment(self.language, rest) {
            let before = self.before;
            self.take(Colour::Comment, length, before);
        } else if let Some(length) = self.string(rest) {
            self.take(Colour::String, length, Before::Value);
        } else if starts_number(rest) && self.before != Before::Dot {
            self.take(Colour::Number, number(rest), Before::Value);
        } else if is_word(first) {
            self.word(word(rest));
        } else {
            self.sign(first);
        }
    }

    /// The length of the string, or of the piece of a template, that begins here.
    fn string(&self, rest: &str) -> Option<usize> {
        match self.language {
            Language::Python => python_string(rest),
            Language::JavaScript if rest.starts_with('/') => {
                (self.before != Before::Value).then(|| regex(rest)).flatten()
            }
            Language::JavaScript => rest.starts_with(['"', '\'']).then(|| quoted(rest, 1)),
        }
    }

    fn word(&mut self, length: usize) {
        let word = &self.rest()[..length];
        let keyword = holds(keywords(self.language), word);
        let (colour, before) = match self.before {
            Before::Dot => (Colour::Plain, Before::Value),
            _ if matches!(word, "def" | "class" | "function") && keyword => (Colour::Keyword, Before::Defines),
            _ if keyword && holds(VALUES, word) => (Colour::Keyword, Before::Value),
            _ if keyword => (Colour::Keyword, Before::Start),
            Before::Defines => (Colour::Name, Before::Value),
            _ => (Colour::Plain, Before::Value),
        };
        match colour {
            Colour::Plain => self.pass(length, before),
            colour => self.take(colour, length, before),
        }
    }

    /// Goes on without a colour.
    fn pass(&mut self, length: usize, before: Before) {
        self.at += length;
        self.before = before;
    }

    fn sign(&mut self, first: char) {
        let template = self.language == Language::JavaScript;
        match first {
            '`' if template => return self.template(1),
            '}' if template && self.holes.last() == Some(&0) => {
                self.holes.pop();
                return self.template(1);
            }
            '{' => self.holes.iter_mut().for_each(|open| *open += 1),
            '}' => self.holes.iter_mut().for_each(|open| *open = open.saturating_sub(1)),
            _ => {}
        }
        let before = match first {
            ')' | ']' | '}' => Before::Value,
            // Spread dots stand before a value, not before a property.
            '.' if !self.rest().starts_with("...") && !self.code[..self.at].ends_with("..") => Before::Dot,
            '*' if self.before == Before::Defines => Before::Defines,
            first if first.is_whitespace() => self.before,
            _ => Before::Start,
        };
        self.pass(first.len_utf8(), before);
    }

    /// The piece of a template string that begins here, up to its end or to the next `${`; `open` bytes are its sign.
    fn template(&mut self, open: usize) {
        let rest = self.rest();
        let mut chars = rest[open..].char_indices();
        while let Some((i, c)) = chars.next() {
            let end = open + i + c.len_utf8();
            match c {
                '\\' => drop(chars.next()),
                '`' => return self.take(Colour::String, end, Before::Value),
                '$' if rest[end..].starts_with('{') => {
                    self.take(Colour::String, end + 1, Before::Start);
                    return self.holes.push(0);
                }
                _ => {}
            }
        }
        self.take(Colour::String, rest.len(), Before::Value);
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn word(rest: &str) -> usize {
    rest.find(|c| !is_word(c)).unwrap_or(rest.len())
}

fn to_line_end(rest: &str) -> usize {
    rest.find('\n').unwrap_or(rest.len())
}

fn comment(language: Language, rest: &str) -> Option<usize> {
    match language {
        Language::Python => rest.starts_with('#').then(|| to_line_end(rest)),
        Language::JavaScript if rest.starts_with("//") => Some(to_line_end(rest)),
        Language::JavaScript => {
            rest.strip_prefix("/*").map(|inside| inside.find("*/").map_or(rest.len(), |end| end + 4))
        }
    }
}

fn starts_number(rest: &str) -> bool {
    rest.strip_prefix('.').unwrap_or(rest).starts_with(|c: char| c.is_ascii_digit())
}

/// `12`, `1_000.5e-3`, `0xff`, `10n`, `2j`.
fn number(rest: &str) -> usize {
    let mut before = '0';
    let hex = rest.starts_with("0x") || rest.starts_with("0X");
    let goes_on = |c: char, before: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '.' | '_')
            || (!hex && matches!(c, '+' | '-') && matches!(before, 'e' | 'E'))
    };
    for (i, c) in rest.char_indices() {
        if !goes_on(c, before) {
            return i;
        }
        before = c;
    }
    rest.len()
}

/// Up to the quotation mark that ends it, or to the end of the line; `open` bytes are its beginning.
fn quoted(rest: &str, open: usize) -> usize {
    let mark = rest[..open].chars().next_back();
    let mut chars = rest[open..].char_indices();
    while let Some((i, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '\n' => return open + i,
            _ if Some(c) == mark => return open + i + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// A string with its prefix, such as `rb"…"` or `f'''…'''`.
fn python_string(rest: &str) -> Option<usize> {
    let prefix = rest.find(['"', '\'']).filter(|at| *at <= 2)?;
    if !rest[..prefix].chars().all(|c| "rbfuRBFU".contains(c)) {
        return None;
    }
    let marks = &rest[prefix..];
    let Some(three) = ["\"\"\"", "'''"].into_iter().find(|three| marks.starts_with(three)) else {
        return Some(prefix + quoted(marks, 1));
    };
    let mut chars = marks[3..].char_indices();
    while let Some((i, c)) = chars.next() {
        if c == '\\' {
            chars.next();
        } else if marks[3 + i..].starts_with(three) {
            return Some(prefix + 3 + i + 3);
        }
    }
    Some(rest.len())
}

/// A regular expression with its flags; none where it does not end in its line.
fn regex(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1);
    let mut class = false;
    while let Some((i, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '\n' => return None,
            '[' => class = true,
            ']' => class = false,
            '/' if !class => return Some(i + 1 + word(&rest[i + 1..])),
            _ => {}
        }
    }
    None
}

/// Keywords that are values themselves.
const VALUES: &str = "True False None true false null this super undefined";

fn keywords(language: Language) -> &'static str {
    match language {
        Language::Python => {
            "False None True and as assert async await break class continue def del elif else except finally for from \
             global if import in is lambda nonlocal not or pass raise return try while with yield"
        }
        Language::JavaScript => {
            "async await break case catch class const continue debugger default delete do else export extends false \
             finally for function if import in instanceof let new null of return static super switch this throw true \
             try typeof undefined var void while yield"
        }
    }
}

/// Whether a list of words holds one.
fn holds(words: &str, one: &str) -> bool {
    words.split(' ').any(|word| word == one)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Colours as `⟨k:def⟩` around what is not plain.
    fn check(language: Language, code: &str, expected: &str) {
        let cut = stretches(language, code);
        assert_eq!(cut.iter().map(|(_, text)| *text).collect::<String>(), code, "nothing is lost");
        let shown: String = cut
            .iter()
            .map(|(colour, text)| match colour.class() {
                None => (*text).to_owned(),
                Some(class) => format!("⟨{}:{text}⟩", &class[..1]),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn python() {
        let check = |code, expected| check(Language::Python, code, expected);
        check("def f(x):\n    return x  # why", "⟨k:def⟩ ⟨n:f⟩(x):\n    ⟨k:return⟩ x  ⟨c:# why⟩");
        check("x = rb'a\\'b' + \"c", "x = ⟨s:rb'a\\'b'⟩ + ⟨s:\"c⟩");
        check("'''one\n\"two\" \\'''' three'''", "⟨s:'''one\n\"two\" \\''''⟩ three⟨s:'''⟩");
        check("a.class_ = 1_000.5e-3 + 0xff - .5", "a.class_ = ⟨n:1_000.5e-3⟩ + ⟨n:0xff⟩ - ⟨n:.5⟩");
        check("log.in(not None)", "log.in(⟨k:not⟩ ⟨k:None⟩)");
        check("été = f\"{x}\" if 2j else ''", "été = ⟨s:f\"{x}\"⟩ ⟨k:if⟩ ⟨n:2j⟩ ⟨k:else⟩ ⟨s:''⟩");
        check("fb = b", "fb = b");
        check("\"\"\"never ended", "⟨s:\"\"\"never ended⟩");
        check("", "");
    }

    #[test]
    fn javascript() {
        let check = |code, expected| check(Language::JavaScript, code, expected);
        check("function* go(a) { return a / 2; } // x", "⟨k:function⟩* ⟨n:go⟩(a) { ⟨k:return⟩ a / ⟨n:2⟩; } ⟨c:// x⟩");
        check("const r = /[/\"]\\/+/gi, q = (a) / b / c;", "⟨k:const⟩ r = ⟨s:/[/\"]\\/+/gi⟩, q = (a) / b / c;");
        check("[...new Set(xs)].default", "[...⟨k:new⟩ Set(xs)].default");
        check("`a ${ {b: `c ${d}`}.b } e` + f", "⟨s:`a ${⟩ {b: ⟨s:`c ${⟩d⟨s:}`⟩}.b ⟨s:} e`⟩ + f");
        check("`never ${", "⟨s:`never ${⟩");
        check("/* one\ntwo */ x = function (y) {}", "⟨c:/* one\ntwo */⟩ x = ⟨k:function⟩ (y) {}");
        check("xs.map(x => x ?? null) / 2", "xs.map(x => x ?? ⟨k:null⟩) / ⟨n:2⟩");
        check("return /a b/.test(s)", "⟨k:return⟩ ⟨s:/a b/⟩.test(s)");
        check("x = 10n ** 2", "x = ⟨n:10n⟩ ** ⟨n:2⟩");
        check("/ alone", "/ alone");
    }

    #[test]
    fn whatever_is_written_is_cut_and_kept() {
        let odd = [
            "\\",
            "'",
            "`${`${`",
            "}}}",
            "\"\\",
            "/*",
            "r'",
            "👍'\u{301}",
            "/[",
            ".",
            "...",
            "0x",
            "1e+",
            "$",
            "'''\\",
            "\r\n",
        ];
        for one in odd {
            for other in odd {
                let code = format!("{one}{other}{one}");
                for language in Language::ALL {
                    let cut = stretches(language, &code);
                    assert_eq!(cut.iter().map(|(_, text)| *text).collect::<String>(), code);
                    assert!(cut.iter().all(|(_, text)| !text.is_empty()), "{code:?}");
                }
            }
        }
    }
}
