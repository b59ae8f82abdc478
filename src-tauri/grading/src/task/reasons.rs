//! The key's reasons, and the words they are drawn at.

use crate::{Place, Pointer};
use course::task::Task;
use course::text::Span;

#[derive(Clone, Copy)]
pub(super) struct Reasons<'a> {
    pub task: &'a Task,
}

impl Reasons<'_> {
    pub fn about(&self, id: &str) -> Vec<String> {
        self.task.key.reasons.iter().filter(|r| r.about == id).map(|r| r.why.clone()).collect()
    }

    /// The words that the reasons about these items speak of, each once.
    pub fn pointers<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Vec<Pointer> {
        let mut pointers: Vec<Pointer> = vec![];
        for id in ids {
            for span in self.task.key.reasons.iter().filter(|r| r.about == id).flat_map(|r| &r.at) {
                let Some(pointer) = self.at(id, *span) else { continue };
                if !pointers.contains(&pointer) {
                    pointers.push(pointer);
                }
            }
        }
        pointers
    }

    /// Words of the prompt; those that are not there are left out.
    pub fn in_prompt<'s>(&'s self, spans: &'s [Span]) -> impl Iterator<Item = Pointer> + 's {
        let words = |span: &Span| span.of(&self.task.face.prompt.text.plain).filter(|words| !words.is_empty());
        let pointer =
            move |span: &Span| Some(Pointer { place: Place::Prompt, span: *span, quote: words(span)?.to_owned() });
        spans.iter().filter_map(pointer)
    }

    /// Words of an item; none where there are no such words.
    pub fn at(&self, id: &str, span: Span) -> Option<Pointer> {
        let quote = span.of(&self.task.face.item(id)?.text.plain).filter(|words| !words.is_empty())?;
        Some(Pointer { place: Place::Item { id: id.to_owned() }, span, quote: quote.to_owned() })
    }
}
