// Generated from the table of commands in src-tauri/app by `cargo xtask types`.

export type AdjudicationView = { method: string, readers: string, n: number, };

export type AnswerView = { "kind": "choice", picked: Array<string>, why: string, } | { "kind": "preference", value: number | null, both_bad: boolean, why: string, } | { "kind": "ranking", tiers: Array<Array<string>>, all_bad: boolean, why: string, } | { "kind": "justification", why: string, };

export type AttemptLine = { id: string, task: string, title: string, module: string, kind: TaskKind, kind_name: string, at_ms: number, 
/**
 * The day the learner lived then, as YYYY-MM-DD.
 */
local_day: string, score: number, passed: boolean, hints_used: number, spent_ms: number, };

export type AttemptRequest = { attempt: string, };

export type Changes = { now: number, 
/**
 * The record or the course has got into trouble: ask `start` again.
 */
trouble: boolean, };

export type ChangesRequest = { 
/**
 * The last number seen; 0 at first.
 */
since: number, };

export type Confidence = "sure" | "fairly" | "guess";

export type CriterionView = { name: string, why: string, };

export type DayCount = { attempts: number, passed: number, lessons: number, minutes: number, };

export type DraftLine = { task: string, title: string, module: string, saved_ms: number, };

export type DraftRequest = { presentation: string, answer: AnswerView, 
/**
 * Time spent on this presentation so far.
 */
spent_ms: number, };

export type DraftSaved = { at_ms: number, 
/**
 * Words written, as the grader counts them.
 */
words: number, };

export type DraftView = { answer: AnswerView, saved_ms: number, words: number, 
/**
 * The task has changed since the draft was written: it can be read, not submitted.
 */
outdated: boolean, };

export type ErrorCode = "bad_request" | "not_found" | "incomplete" | "task_changed" | "trouble" | "not_saved" | "internal";

export type EvidenceView = { "kind": "choice", right: number, wrong: number, missed: number, } | { "kind": "preference", 
/**
 * Steps from the nearest accepted value.
 */
distance: number, side: SideView, } | { "kind": "ranking", 
/**
 * Kendall's τ-b with the key; none with the reason in `tau_b_reason`.
 */
tau_b: number | null, tau_b_reason: string | null, 
/**
 * Pairs kept (ties half) of all pairs.
 */
kept: number, pairs: number, top_right: boolean, swapped: Array<SwappedView>, } | { "kind": "justification", };

export type Feedback = { attempt: string, at_ms: number, 
/**
 * The task as it was shown, in the same order and letters.
 */
task: TaskView, answer: AnswerView, key: KeyView, grade: GradeView, confidence: Confidence | null, hints_used: number, spent_ms: number, 
/**
 * The how-manyth attempt at this task, from 1.
 */
attempt_number: number, 
/**
 * The task has been revised since; this is the version that was answered.
 */
outdated: boolean, 
/**
 * The lesson that teaches the objective.
 */
lesson: LessonLink | null, };

export type GradeView = { 
/**
 * In [0, 1].
 */
score: number, passed: boolean, pass_at: number, 
/**
 * One sentence that says what came out, such as "One pair is the other way round".
 */
headline: string, parts: Array<PartView>, evidence: EvidenceView, };

export type HintRequest = { presentation: string, 
/**
 * How many rungs to show in all, from 1.
 */
rungs: number, };

export type Hints = { hints: Array<string>, };

export type Home = { resume: Resume, blocks: Array<HomeBlock>, 
/**
 * Unfinished answers, newest first.
 */
drafts: Array<DraftLine>, today: DayCount, 
/**
 * Attempts in all.
 */
attempts: number, };

export type HomeBlock = { no: number, title: string, modules: Array<ModuleLine>, };

export type ItemView = { id: string, letter: string, html: string, };

export type JustifyKeyView = { reference: string, criteria: Array<CriterionView>, points: Array<string>, };

export type JustifyView = { ask: string, 
/**
 * Fewest and most words.
 */
words: [number, number], };

export type KeyView = { reasons: Array<ReasonView>, work: KeyWorkView, justify: JustifyKeyView | null, adjudication: AdjudicationView | null, };

export type KeyWorkView = { "kind": "choice", correct: Array<string>, } | { "kind": "preference", value: number, accept: [number, number], both_bad: boolean | null, } | { "kind": "ranking", order: Array<Array<string>>, all_bad: boolean | null, } | { "kind": "justification", given: string, };

export type LessonLine = { id: string, title: string, minutes: number, state: LessonState, };

export type LessonLink = { module: string, lesson: string, title: string, };

export type LessonPage = { module: string, module_title: string, id: string, title: string, 
/**
 * Which lesson of how many, from 1.
 */
number: number, of: number, minutes: number, 
/**
 * Sanitised when the course was built; blocks carry `data-at`, terms `data-term`.
 */
html: string, sections: Array<SectionLine>, terms: Array<TermLine>, 
/**
 * Reading position: the offset of the topmost block when last seen.
 */
place: number, read: boolean, previous: LessonLink | null, next: LessonLink | null, 
/**
 * Tasks of the module still unanswered, for "practise this".
 */
tasks_left: number, };

export type LessonReadRequest = { module: string, lesson: string, read: boolean, };

export type LessonRequest = { module: string, lesson: string, };

export type LessonState = "new" | "opened" | "read";

export type MaterialView = { "form": "text", title: string, html: string, } | { "form": "picture", title: string, source: string, alt: string, };

export type ModuleLine = { no: string, title: string, hours: number, status: ModuleStatus, lessons: number, lessons_read: number, tasks: number, tasks_answered: number, tasks_passed: number, };

export type ModulePage = { line: ModuleLine, domain: string, objectives: Array<ObjectiveLine>, lessons: Array<LessonLine>, tasks: Array<TaskLine>, };

export type ModuleRequest = { module: string, };

export type ModuleStatus = "coming" | "started" | "complete";

export type Nothing = Record<string, never>;

export type ObjectiveLine = { id: string, text: string, tasks: number, tasks_passed: number, };

export type PartView = { id: string, label: string, 
/**
 * In [0, 1]; none where the part is shown but does not count.
 */
score: number | null, 
/**
 * Share of the whole grade.
 */
weight: number, verdict: VerdictView, note: string, pointers: Array<PointerView>, };

export type PlaceRequest = { module: string, lesson: string, place: number, };

export type PlaceView = { "in": "answer", } | { "in": "prompt", } | { "in": "rubric", } | { "in": "item", id: string, } | { "in": "material", index: number, };

export type PointerView = { place: PlaceView, start: number, end: number, quote: string, };

export type Practice = { 
/**
 * None when everything asked for has been passed; then `done` says so.
 */
task: TaskView | null, done: string | null, };

export type PracticeRequest = { module: string | null, task: string | null, };

export type ReasonView = { 
/**
 * Id of the item it speaks of.
 */
about: string, letter: string, why: string, tone: ToneView, 
/**
 * Where in the item's text, as offsets from its start.
 */
at: Array<SpanView>, };

export type RecordPage = { attempts: Array<AttemptLine>, 
/**
 * Id to ask on with; none at the end.
 */
more: string | null, 
/**
 * Attempts that fit the filter, in all.
 */
total: number, };

export type RecordRequest = { module: string | null, kind: TaskKind | null, 
/**
 * Attempts before this one (an attempt's id), for the next page.
 */
before: string | null, };

export type Resume = { to: ResumeTo, module: string, module_title: string, 
/**
 * Title of the lesson or task.
 */
title: string, 
/**
 * When the learner was last there; none before the first step.
 */
at_ms: number | null, 
/**
 * What comes, such as "Lesson 2 of 3, then 16 tasks. About 25 minutes."
 */
detail: string, };

export type ResumeTo = { "what": "lesson", module: string, lesson: string, } | { "what": "task", task: string, } | { "what": "practice", module: string, };

export type Saved = { at_ms: number, };

export type SectionLine = { title: string, at: number, };

export type Settings = { theme: Theme, 
/**
 * Size of the reading type in percent of the usual: 85 to 150.
 */
type_size: number, 
/**
 * Single keys act as shortcuts (they never do while typing).
 */
single_keys: boolean, show_timer: boolean, 
/**
 * The rail shows icons only.
 */
rail_narrow: boolean, 
/**
 * Width of the right pane in CSS pixels.
 */
pane_width: number, };

export type SideView = "same" | "half" | "opposite";

export type SkipRequest = { presentation: string, then: PracticeRequest, };

export type SpanView = { start: number, end: number, };

export type Start = { version: string, settings: Settings, 
/**
 * Set when the record or the course could not be opened: the page shows this and nothing else.
 */
trouble: Trouble | null, 
/**
 * What the app found and did by itself, to be told once.
 */
notices: Array<string>, 
/**
 * Where the record lies, shown so that the learner can find it.
 */
data_folder: string, };

export type StartRequest = { 
/**
 * Try once more to open what could not be opened.
 */
again: boolean, };

export type SubmitRequest = { presentation: string, answer: AnswerView, confidence: Confidence | null, spent_ms: number, 
/**
 * What to hand out after this one.
 */
then: PracticeRequest, };

export type Submitted = { feedback: Feedback, next: Practice, };

export type SwappedView = { 
/**
 * The key's better one (or either, when the key ties them).
 */
over: string, under: string, over_letter: string, under_letter: string, yours: YoursView, 
/**
 * Why the key orders them so.
 */
why: Array<string>, };

export type TaskKind = "choice" | "preference" | "ranking" | "justification";

export type TaskLine = { id: string, title: string, kind: TaskKind, 
/**
 * Words for the kind, such as "Ranking".
 */
kind_name: string, difficulty: number, minutes: number, objective: string, attempts: number, 
/**
 * Best score so far in [0, 1].
 */
best: number | null, state: TaskState, };

export type TaskState = "new" | "draft" | "passed" | "not_passed";

export type TaskView = { 
/**
 * Id of this presentation; the attempt takes it over.
 */
presentation: string, task: string, version: string, kind: TaskKind, kind_name: string, title: string, ask: string, module: string, module_title: string, 
/**
 * Which task of the module, from 1, of how many.
 */
number: number, of: number, objective: string, difficulty: number, minutes: number, prompt_from: string, prompt: string, rubric: string | null, material: Array<MaterialView>, 
/**
 * Responses or options in the order shown.
 */
items: Array<ItemView>, work: WorkView, justify: JustifyView | null, draft: DraftView | null, 
/**
 * The rungs shown so far.
 */
hints: Array<string>, hints_total: number, 
/**
 * Time spent on this presentation so far.
 */
spent_ms: number, };

export type TermLine = { id: string, name: string, text: string, };

export type Theme = "system" | "light" | "dark";

export type ToneView = "for" | "against";

export type Trouble = { title: string, 
/**
 * What happened.
 */
what: string, 
/**
 * What is safe.
 */
safe: string, 
/**
 * What to do.
 */
todo: string, 
/**
 * For somebody who helps; never needed by the learner.
 */
detail: string, 
/**
 * Whether trying again can help.
 */
again: boolean, };

export type VerdictView = "agrees" | "differs" | "against" | "unclear";

export type WireError = { code: ErrorCode, 
/**
 * What happened, what is safe, what to do: whole sentences for the learner.
 */
message: string, details?: Array<string>, };

export type WorkView = { "kind": "choice", multiple: boolean, } | { "kind": "preference", } | { "kind": "ranking", } | { "kind": "justification", given: string, given_letter: string, };

export type YoursView = "reversed" | "tied" | "ordered";

export interface Commands {
  start: { request: StartRequest; reply: Start };
  changes_since: { request: ChangesRequest; reply: Changes };
  settings_save: { request: Settings; reply: Settings };
  home: { request: Nothing; reply: Home };
  module_open: { request: ModuleRequest; reply: ModulePage };
  lesson_open: { request: LessonRequest; reply: LessonPage };
  lesson_place: { request: PlaceRequest; reply: Saved };
  lesson_read: { request: LessonReadRequest; reply: Saved };
  practice_next: { request: PracticeRequest; reply: Practice };
  draft_save: { request: DraftRequest; reply: DraftSaved };
  hint_show: { request: HintRequest; reply: Hints };
  practice_submit: { request: SubmitRequest; reply: Submitted };
  practice_skip: { request: SkipRequest; reply: Practice };
  record_list: { request: RecordRequest; reply: RecordPage };
  record_open: { request: AttemptRequest; reply: Feedback };
}
