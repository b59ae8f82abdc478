//! The form of the files, as TOML gives it.

use serde::Deserialize;
use toml::Spanned;

pub type Words = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlueprintFile {
    pub disputes_to: String,
    pub block: Vec<BlockRow>,
    pub domain: Vec<DomainRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockRow {
    pub no: u8,
    pub title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DomainRow {
    pub id: String,
    pub title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlossaryFile {
    pub term: Vec<TermRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermRow {
    pub id: Words,
    pub name: String,
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleFile {
    pub title: String,
    pub domain: Words,
    pub hours: f64,
    pub status: crate::Status,
    #[serde(default)]
    pub objective: Vec<ObjectiveRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectiveRow {
    pub id: Words,
    pub text: String,
}

/// What a task of any kind has. Its kind and its key stand apart: see `form.rs`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskFile {
    /// Read before everything else, here only so that the field is known.
    #[serde(rename = "kind")]
    pub _kind: String,
    pub title: Words,
    pub objective: Words,
    pub difficulty: Spanned<u8>,
    pub minutes: Spanned<u8>,
    #[serde(default)]
    pub tags: Vec<Words>,
    pub ask: Words,
    pub hints: Spanned<Vec<Words>>,
    pub prompt: PromptRow,
    pub rubric: Option<RubricRow>,
    #[serde(default)]
    pub material: Vec<MaterialRow>,
    pub justify: Option<AskRow>,
}

/// What the key of a task of any kind has.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskKey {
    pub pass_at: Spanned<f64>,
    #[serde(default)]
    pub reason: Vec<ReasonRow>,
    pub justify: Option<Spanned<JustifyRow>>,
    pub adjudication: Option<AdjudicationRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromptRow {
    pub from: String,
    pub text: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RubricRow {
    pub text: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaterialRow {
    pub title: Words,
    pub text: Option<Words>,
    pub picture: Option<Words>,
    pub alt: Option<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemRow {
    pub id: Words,
    pub text: Words,
}

impl ItemRow {
    pub fn pair(&self) -> (&Words, &Words) {
        (&self.id, &self.text)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskRow {
    pub ask: Words,
    pub words: Spanned<[u32; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonRow {
    pub about: Words,
    pub why: Words,
    #[serde(default)]
    pub at: Vec<Words>,
    pub tone: crate::task::Tone,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JustifyRow {
    pub weight: Option<Spanned<f64>>,
    pub reference: Words,
    #[serde(default)]
    pub criterion: Vec<CriterionRow>,
    #[serde(default)]
    pub point: Vec<PointRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionRow {
    pub name: Words,
    pub words: Vec<Words>,
    pub why: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointRow {
    pub text: Words,
    pub wordings: Vec<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdjudicationRow {
    pub method: String,
    pub readers: String,
    pub n: u32,
    #[serde(default)]
    pub agreed: std::collections::BTreeMap<String, u32>,
}
