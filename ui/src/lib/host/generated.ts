// Generated from the table of commands in src-tauri/app by `cargo xtask types`.

export type Account = { "state": "signed_out" } | { "state": "signing_in", until_ms: number, 
/**
 * Why it does not go on, such as a code that was not good.
 */
trouble: string | null, } | { "state": "signed_in", email: string, } | { "state": "locked", email: string, } | { "state": "sign_in_again", email: string, why: string, };

export type ActionHeldView = { yours: ActionView, key: ActionView, accept: Array<ActionView>, right: boolean, 
/**
 * Which way a wrong action goes.
 */
fault: RefusalFaultView | null, why: string, };

export type ActionView = "comply" | "partly" | "refuse";

export type AdjudicationView = { method: string, readers: string, n: number, 
/**
 * How many of the readers agreed with the key on each part, in the order of the key.
 */
agreed: Array<AgreedView>, };

export type AgreedView = { part: string, agreed: number, };

export type AnchorView = { value: number, name: string, about: string, };

export type AnswerView = { "kind": "choice", picked: Array<string>, why: string, } | { "kind": "preference", value: number | null, both_bad: boolean, why: string, } | { "kind": "ranking", tiers: Array<Array<string>>, all_bad: boolean, why: string, } | { "kind": "justification", why: string, } | { "kind": "rating", scores: Array<ScoreView>, why: string, } | { "kind": "classification", pieces: Array<LabelledView>, why: string, } | { "kind": "spans", marks: Array<MarkView>, 
/**
 * "There is nothing to mark."
 */
nothing: boolean, why: string, } | { "kind": "boxes", boxes: Array<BoxView>, 
/**
 * "There is nothing to draw."
 */
nothing: boolean, why: string, } | { "kind": "fact_check", claims: Array<JudgedView>, why: string, } | { "kind": "safety", category: string | null, severity: number | null, action: ActionView | null, why: string, } | { "kind": "code_review", tiers: Array<Array<string>>, scores: Array<ScoreView>, lines: Array<LineView>, 
/**
 * "There is no faulty line."
 */
no_fault: boolean, complexity: Array<ComplexityView>, why: string, } | { "kind": "conversation", scores: Array<ScoreView>, 
/**
 * The turn at which it goes wrong.
 */
wrong: string | null, 
/**
 * "It goes wrong nowhere."
 */
nowhere: boolean, why: string, } | { "kind": "rubric", criteria: Array<string>, why: string, } | { "kind": "prompt", text: string, why: string, };

export type AppealAbout = "result" | "identity" | "unknown";

export type AttemptCountsWhen = "link_handed_out" | "result_received" | "unknown";

export type AttemptLine = { id: string, task: string, title: string, module: string, kind: TaskKind, kind_name: string, at_ms: number, 
/**
 * The day the learner lived then, as YYYY-MM-DD.
 */
local_day: string, score: number, passed: boolean, hints_used: number, spent_ms: number, };

export type AttemptRequest = { attempt: string, };

export type AttemptRules = { allowed: number, waiting_days: number, counts_when: AttemptCountsWhen, 
/**
 * In words, for the candidate.
 */
counts_in_words: string, 
/**
 * Days from enrolment within which the exam must be sat.
 */
window_days: number, 
/**
 * Minutes a seat stays open beyond its own minutes.
 */
grace_minutes: number, };

export type BadgeCheck = { 
/**
 * Such as `signature`.
 */
name: string, outcome: BadgeOutcome, in_words: string, };

export type BadgeOutcome = "holds" | "fails" | "not_checked";

export type BadgeReport = { file_name: string, verdict: BadgeVerdict, 
/**
 * The verdict as a sentence.
 */
in_words: string, 
/**
 * What the badge says; none if it could not be read. Text of the badge, not ours.
 */
says: BadgeSays | null, 
/**
 * In the order in which they were made.
 */
checks: Array<BadgeCheck>, 
/**
 * The key that signed it: its thumbprint (RFC 7638).
 */
thumbprint: string | null, 
/**
 * The host that could be asked for the issuer's keys; none if there is nothing to ask.
 */
issuer_host: string | null, 
/**
 * The key stands in the file itself, fits, and nobody vouches for it: the learner may pin it.
 */
can_pin: boolean, };

export type BadgeSays = { name: string, issuer: string, issuer_name: string | null, recipient: string | null, valid_from: string | null, valid_until: string | null, };

export type BadgeVerdict = "verified" | "not_proven" | "refused";

export type BoxHeldView = { at: RectView, label: string, met: BoxMetView, against: KeyBoxView | null, 
/**
 * Intersection over union with that box.
 */
iou: number, };

export type BoxMetView = "right" | "wrong_label" | "near" | "optional" | "extra";

export type BoxView = { at: RectView, label: string, };

export type BrowserReport = { at_ms: number, rows: Array<ReadinessRow>, };

export type CameraRule = "required" | "off" | "unknown";

export type Case = { number: number, kind: CaseKind, state: CaseState, title: string, opened_ms: number, 
/**
 * By when a person will have decided.
 */
deadline_ms: number, 
/**
 * Who decides: a role, and the person's name where one is given.
 */
decider: string, decision: string | null, closed_ms: number | null, notes: Array<CaseNote>, 
/**
 * The enrolment it is about.
 */
enrolment_id: string | null, 
/**
 * The attempt it is about.
 */
attempt: number | null, 
/**
 * The step of the way that waits for it, or that it is about.
 */
step: StepKind | null, };

export type CaseAuthor = "candidate" | "operations" | "system" | "unknown";

export type CaseKind = "help" | "appeal" | "monitoring" | "name" | "accommodation" | "identity" | "mismatch" | "held" | "provider_unreachable" | "deadline_near" | "result_changed" | "unknown";

export type CaseNote = { author: CaseAuthor, text: string, at_ms: number, };

export type CaseOpenRequest = { kind: CaseKind, about: AppealAbout | null, 
/**
 * For an appeal against a result: of which attempt.
 */
attempt: number | null, text: string, };

export type CaseOpened = { number: number, page: ExamPage, };

export type CaseReplyRequest = { number: number, text: string, };

export type CaseState = "open" | "asked" | "closed" | "unknown";

export type CategoryResult = { name: string, points_scored_tenths: number, points_available_tenths: number, };

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

export type CheckHeldView = { name: string, passed: boolean, weight: number, 
/**
 * How many there are of what the check counts, and how many are asked; no most where there is no upper limit.
 */
found: number, least: number, most: number | null, 
/**
 * The words that decide, in the prompt as typed.
 */
at: Array<SpanView>, 
/**
 * What is asked and not there.
 */
missing: Array<string>, why: string, };

export type ClaimHeldView = { claim: string, yours: ClaimVerdict, key: ClaimVerdict, accept: Array<ClaimVerdict>, right: boolean, cited: Array<PassageView>, 
/**
 * What the key cites; any one of them is enough.
 */
passages: Array<PassageView>, 
/**
 * None where no passage counts.
 */
passage: PassageHeldView | null, 
/**
 * In [0, 1].
 */
score: number, why: string, };

export type ClaimVerdict = "supported" | "refuted" | "not_enough";

export type ComplexityHeldView = { solution: string, named: NamedView, };

export type ComplexityView = { solution: string, complexity: string, };

export type Condition = { kind: ConditionKind, met: boolean, 
/**
 * What is there, and what to do if it is not enough.
 */
in_words: string, 
/**
 * When it will be met by itself.
 */
met_at_ms: number | null, };

export type ConditionKind = "enrolled" | "not_held" | "consented" | "name_confirmed" | "identity_valid" | "attempts_left" | "not_passed" | "waiting_over" | "window_open" | "variant_fixed" | "no_open_seat" | "unknown";

export type Confidence = "sure" | "fairly" | "guess";

export type ConfidenceLevel = { said: Confidence, percent: number, };

export type ConfidenceResult = { said: Confidence, 
/**
 * In percent.
 */
stands_for: number, passed: FigureView, };

export type ConfirmNameRequest = { name: string, };

export type ConfirmedName = { name: string, confirmed_ms: number, 
/**
 * False while a document is checked against it, and once it was or a seat has been handed out: then a person
 * corrects it.
 */
can_change: boolean, };

export type ConsentGiven = { kind: string, version: string, given_ms: number, 
/**
 * False when the text has changed since.
 */
current: boolean, };

export type ConsentText = { 
/**
 * `terms`, `age`, `identity`, `monitoring`; a newer registrar may have more, and each is told apart by its word.
 */
kind: string, 
/**
 * Changes when the text does: consent is given to a text, not to a title.
 */
version: string, text: string, };

export type ConsentTo = { 
/**
 * The text's own word.
 */
kind: string, version: string, };

export type ConsentsRequest = { consents: Array<ConsentTo>, };

export type Contact = { heard_ms: number | null, 
/**
 * Being asked at this moment.
 */
asking: boolean, silent: Silent | null, 
/**
 * Whether nothing has been heard since the app's start: what is shown is from before it.
 */
from_before: boolean, 
/**
 * This computer's clock less the registrar's, in milliseconds: what the registrar dates is held against its own time.
 */
ahead_ms: number, 
/**
 * How far this computer's clock is ahead of the registrar's, in seconds; none if within two minutes or unknown.
 */
clock_off_s: number | null, };

export type Credential = { state: CredentialState, 
/**
 * The reason for a wait.
 */
why: string | null, name: string | null, 
/**
 * `YYYY-MM-DD`.
 */
issued_on: string | null, expires_on: string | null, 
/**
 * The public page, on the configured host only.
 */
url: string | null, };

export type CredentialRules = { title: string, 
/**
 * Months a credential is good for; 0 for ever.
 */
valid_months: number, 
/**
 * Days before expiry at which the holder is written to.
 */
renewal_notice_days: Array<number>, 
/**
 * The only host on which a credential's public page is opened.
 */
public_host: string, };

export type CredentialState = "none" | "waiting" | "being_issued" | "issued" | "expired" | "withdrawn" | "unknown";

export type CriterionHeldView = { findings: Array<FindingView>, 
/**
 * Places in the list of ideal points that it asks for.
 */
covers: Array<number>, };

export type CriterionView = { name: string, why: string, };

export type DayCount = { attempts: number, passed: number, lessons: number, minutes: number, };

export type DefectView = { solution: string, 
/**
 * First and last line, counted from 1.
 */
lines: [number, number], optional: boolean, 
/**
 * The lines of it that the learner marked; empty where it was missed.
 */
marked: Array<number>, why: string, };

export type DimensionView = { id: string, name: string, about: string, 
/**
 * Lowest first.
 */
anchors: Array<AnchorView>, };

export type DisputeLine = { attempt: string, task: TaskLink, score: number, passed: boolean, dispute: DisputeView, };

export type DisputePage = { 
/**
 * Newest first.
 */
disputes: Array<DisputeLine>, 
/**
 * Where the file is sent to.
 */
address: string, 
/**
 * Headline figure, with and without what is disputed.
 */
counted: FigureView, undisputed: FigureView, };

export type DisputeRequest = { attempt: string, 
/**
 * Why; not empty.
 */
reason: string, };

export type DisputeState = { "is": "open", } | { "is": "withdrawn", } | { "is": "settled", at_ms: number, regrade: RegradeView | null, words: string, };

export type DisputeView = { reason: string, at_ms: number, 
/**
 * The version of the task that it speaks of.
 */
version: string, state: DisputeState, };

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
words: number, live: LiveView, };

export type DraftView = { answer: AnswerView, saved_ms: number, words: number, live: LiveView, 
/**
 * The task has changed since the draft was written: it can be read, not submitted.
 */
outdated: boolean, };

export type EnrolCodeRequest = { code: string, };

export type Enrolment = { id: string, title: string, programme_version: number, 
/**
 * The programme as it holds for this enrolment: attempts, identity, appeal and price as they were promised when it
 * began, the rest as its next seat is given by.
 */
programme: Programme | null, now_ms: number, enrolled_ms: number, variant: string, window_opens_ms: number, window_closes_ms: number, attempts_used: number, attempts_allowed: number, 
/**
 * Set while a person holds the enrolment.
 */
held: string | null, name: ConfirmedName | null, consents: Array<ConsentGiven>, identity: IdentityStatus, conditions: Array<Condition>, 
/**
 * Newest first.
 */
seats: Array<Seat>, credential: Credential, timeline: Array<Step>, 
/**
 * Newest first; those the candidate may see.
 */
cases: Array<Case>, };

export type EnrolmentRequest = { id: string, };

export type EnrolmentSummary = { id: string, title: string, enrolled_ms: number, };

export type ErrorCode = "bad_request" | "not_found" | "incomplete" | "task_changed" | "trouble" | "not_saved" | "refused" | "unheard" | "sign_in_first" | "time_over" | "exam_open" | "internal";

export type EvidenceView = { "kind": "choice", right: number, wrong: number, missed: number, } | { "kind": "preference", 
/**
 * Steps from the nearest accepted value.
 */
distance: number, side: SideView, } | { "kind": "ranking" } & OrderView | { "kind": "justification", } | { "kind": "rating", scores: Array<ScoredView>, } | { "kind": "classification", pieces: Array<PieceHeldView>, } | { "kind": "spans", 
/**
 * In the order of the text.
 */
marks: Array<MarkHeldView>, 
/**
 * Stretches of the key that no mark met, optional ones apart.
 */
missed: Array<KeySpanView>, 
/**
 * F1 of marks that meet the key's exactly, and where a mark counts as far as it overlaps the key's.
 */
exact: number, overlap: number, why_nothing_else: string, } | { "kind": "boxes", boxes: Array<BoxHeldView>, missed: Array<KeyBoxView>, 
/**
 * From this overlap on, two boxes are of the same thing.
 */
iou_at: number, why_nothing_else: string, } | { "kind": "fact_check", claims: Array<ClaimHeldView>, } | { "kind": "safety", category: NamedView, severity: SeverityView, action: ActionHeldView, } | { "kind": "code_review", 
/**
 * None where the solutions are rated.
 */
order: OrderView | null, scores: Array<ScoredView>, defects: Array<DefectView>, 
/**
 * Lines marked in which the key has no fault.
 */
false_marks: Array<LineView>, complexity: Array<ComplexityHeldView>, } | { "kind": "conversation", scores: Array<ScoredView>, located: LocatedView | null, } | { "kind": "rubric", criteria: Array<CriterionHeldView>, ideal: Array<IdealView>, } | { "kind": "prompt", checks: Array<CheckHeldView>, } | { "kind": "not_graded", };

export type ExamPage = { 
/**
 * True in a build that talks to stand-ins: nothing is real, and every exam screen says so.
 */
sandbox: boolean, 
/**
 * The registrar's host; none in a build that knows no registrar.
 */
registrar: string | null, vault: VaultView, account: Account, contact: Contact, 
/**
 * What holds for the enrolment that is looked at; without one, the programme as it is offered. As the registrar last said
 * it; its addresses are hosts here, and so is the credential's.
 */
programme: Programme | null, 
/**
 * The programme as it is offered now, to whoever buys it.
 */
offered: Programme | null, enrolments: Array<EnrolmentSummary>, 
/**
 * The one that is looked at, as the registrar last said it.
 */
enrolment: Enrolment | null, 
/**
 * All cases of the candidate, those of the enrolment among them, newest first.
 */
cases: Array<Case>, 
/**
 * When the exam can be sat.
 */
window: ExamWindow | null, 
/**
 * While the exam may be running.
 */
silence: Silence | null, 
/**
 * Newest first, at most ten.
 */
readiness: Array<ReadinessRun>, 
/**
 * What the candidate's own browser told last, whenever that was.
 */
browser: BrowserReport | null, 
/**
 * A check in the browser that has not reported yet.
 */
browser_check_open: boolean, launch: Launch, 
/**
 * Issuers' keys that the learner trusts by their own decision.
 */
pins: Array<PinnedKey>, 
/**
 * The last badge file that was looked at in this session.
 */
badge: BadgeReport | null, };

export type ExamResult = { outcome: Outcome, 
/**
 * The reason for a wait or a hold, in words.
 */
why: string | null, percentage_tenths: number | null, points_scored_tenths: number | null, points_available_tenths: number | null, pass_mark_tenths: number, finished_ms: number | null, 
/**
 * When the provider's own list was seen to say so.
 */
confirmed_ms: number | null, 
/**
 * By category, where the provider sends them.
 */
categories: Array<CategoryResult>, monitoring: Monitoring | null, 
/**
 * While an appeal against it is taken; none for all but the newest result that stands.
 */
appeal_until_ms: number | null, };

export type ExamWindow = { opens: Moment, closes: Moment, 
/**
 * The learner's zone, such as `Europe/Berlin`.
 */
zone: string, 
/**
 * When the clocks change between now and the end of the window, in words.
 */
clocks_change: string | null, };

export type Exported = { 
/**
 * The file's name; none when the learner changed their mind.
 */
file: string | null, disputes: number, };

export type Facet = { id: string, title: string, tasks: number, };

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
lesson: LessonLink | null, 
/**
 * Another task of the same kind or objective, not passed yet.
 */
alike: TaskLink | null, 
/**
 * What the learner said against the key, and what came of it.
 */
dispute: DisputeView | null, };

export type FigureView = { part: number, n: number, 
/**
 * Ends of the 95 % interval (Wilson); none while there is not enough.
 */
interval: [number, number] | null, 
/**
 * So many more are needed for an interval.
 */
missing: number, };

export type FindingView = { property: PropertyView, 
/**
 * The property in the learner's words, such as "one thing".
 */
words: string, at: Array<SpanView>, why: string, };

export type FlagRequest = { module: string, task: string, flagged: boolean, };

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

export type IdealView = { point: string, 
/**
 * The criterion that asks for it, counted from 0.
 */
by: number | null, };

export type IdentityError = { 
/**
 * The provider's word, such as `document_expired`.
 */
code: string, what: string, next_step: string, 
/**
 * False when trying again the same way cannot help.
 */
can_retry: boolean, };

export type IdentityRequest = { route: IdentityRoute, };

export type IdentityRetention = "redact_at_once" | "until_appeal_ends" | "unknown";

export type IdentityRoute = "stripe" | "person" | "unknown";

export type IdentityRules = { routes: Array<IdentityRoute>, attempts: number, 
/**
 * Days a verified identity is good for.
 */
valid_days: number, retention: IdentityRetention, 
/**
 * Whether the name on the document is compared with the confirmed name.
 */
compares_name: boolean, };

export type IdentityState = "none" | "requires_input" | "processing" | "verified" | "expired" | "canceled" | "with_person" | "refused" | "unknown";

export type IdentityStatus = { state: IdentityState, route: IdentityRoute | null, attempts_used: number, attempts_allowed: number, 
/**
 * Why the last check did not pass, and what to do.
 */
last_error: IdentityError | null, verified_ms: number | null, valid_until_ms: number | null, name: NameMatch, 
/**
 * True once the provider has deleted what it held.
 */
redacted: boolean, };

export type ItemView = { id: string, letter: string, html: string, };

export type JudgedView = { claim: string, verdict: ClaimVerdict | null, cited: Array<PassageView>, };

export type JustifyKeyView = { reference: string, criteria: Array<CriterionView>, points: Array<string>, };

export type JustifyView = { ask: string, 
/**
 * Fewest and most words.
 */
words: [number, number], 
/**
 * What is looked for while it is written, as it stands before the first word; empty once the answer is in.
 */
checks: Array<LiveCheckView>, 
/**
 * What can be quoted sentence by sentence, in the order shown; likewise.
 */
quotable: Array<QuotableView>, };

export type Keeping = "undecided" | "keychain" | "passphrase" | "session";

export type KeyBoxView = { at: RectView, label: string, accept: Array<string>, why: string, };

export type KeyChoice = { 
/**
 * Id of the action.
 */
action: string, key: string, };

export type KeySpanView = { span: SpanView, label: string, 
/**
 * Other labels that the key accepts.
 */
accept: Array<string>, why: string, };

export type KeyView = { reasons: Array<ReasonView>, work: KeyWorkView, justify: JustifyKeyView | null, adjudication: AdjudicationView | null, };

export type KeyWorkView = { "kind": "choice", correct: Array<string>, } | { "kind": "preference", value: number, accept: [number, number], both_bad: boolean | null, } | { "kind": "ranking", order: Array<Array<string>>, all_bad: boolean | null, } | { "kind": "justification", given: string, } | { "kind": "rating", } | { "kind": "classification", } | { "kind": "spans", spans: Array<KeySpanView>, optional: Array<KeySpanView>, } | { "kind": "boxes", boxes: Array<KeyBoxView>, optional: Array<KeyBoxView>, } | { "kind": "fact_check", } | { "kind": "safety", } | { "kind": "code_review", order: Array<Array<string>>, } | { "kind": "conversation", } | { "kind": "rubric", reference: Array<string>, } | { "kind": "prompt", reference: string, };

export type KeychainState = "available" | "locked" | "missing" | "unresponsive";

export type KindFacet = { kind: TaskKind, title: string, tasks: number, };

export type KindResult = { title: string, passed: number, n: number, };

export type LabelView = { id: string, name: string, about: string, };

export type LabelledView = { piece: string, labels: Array<string>, };

export type Launch = { "state": "not_now" } | { "state": "ready", host: string, } | { "state": "open", host: string, 
/**
 * None if this computer has not noted it: killed at the wrong moment, or opened on another computer.
 */
opened_ms: number | null, ends_ms: number, 
/**
 * The link can still be copied for another browser: once.
 */
can_copy: boolean, };

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

export type LineView = { solution: string, 
/**
 * Counted from 1.
 */
line: number, };

export type LiveCheckView = { id: string, label: string, state: LiveState, 
/**
 * What was found, or what is looked for.
 */
note: string, 
/**
 * The words it rests on, in the text as typed.
 */
at: Array<SpanView>, };

export type LiveState = "found" | "open" | "wrong";

export type LiveView = { 
/**
 * Of the reasons in writing; empty where none are asked.
 */
checks: Array<LiveCheckView>, 
/**
 * Of each criterion of a rubric, in the order written; empty for other kinds.
 */
criteria: Array<Array<FindingView>>, 
/**
 * Words of the prompt that the learner writes; 0 for other kinds.
 */
text_words: number, };

export type LocatedView = { yours: string | null, key: string | null, accept: Array<string>, right: boolean, 
/**
 * Turns from the nearest one that the key accepts: below 0 too early, above 0 too late.
 */
off: number | null, why: string, };

export type MarkHeldView = { span: SpanView, label: string, met: SpanMetView, against: KeySpanView | null, 
/**
 * Characters in common, as a share of those in either.
 */
share: number, };

export type MarkView = { span: SpanView, label: string, };

export type MaterialView = { "form": "text", title: string, html: string, } | { "form": "picture", title: string, source: string, alt: string, };

export type ModalityView = "text" | "code" | "picture" | "table" | "speech";

export type ModuleLine = { no: string, title: string, hours: number, status: ModuleStatus, lessons: number, lessons_read: number, tasks: number, tasks_answered: number, tasks_passed: number, };

export type ModulePage = { line: ModuleLine, domain: string, objectives: Array<ObjectiveLine>, lessons: Array<LessonLine>, tasks: Array<TaskLine>, };

export type ModuleRequest = { module: string, };

export type ModuleStatus = "coming" | "started" | "complete";

export type Moment = { at_ms: number, 
/**
 * Such as `14 March 2027, 09:00 (UTC+1)`.
 */
local: string, 
/**
 * Such as `14 March 2027, 08:00 UTC`.
 */
utc: string, };

export type MonitorEvent = { at_ms: number | null, 
/**
 * The provider's word: text, never markup.
 */
what: string, seconds_away: number, };

export type Monitoring = { 
/**
 * Whether it ran; none while the provider has not said.
 */
camera: boolean | null, browser: boolean | null, events_total: number, seconds_away: number, events: Array<MonitorEvent>, 
/**
 * Set by a person who has looked at it.
 */
cleared_ms: number | null, };

export type MonitoringRules = { 
/**
 * Who records, what, and for how long, in words.
 */
in_words: string, 
/**
 * More events than this hold the result for a person to look at. Events never fail anyone by themselves.
 */
events_held_above: number, 
/**
 * More seconds away than this do the same.
 */
seconds_away_held_above: number, };

export type NameMatch = "matches" | "differs" | "not_compared" | "unknown";

export type NamedView = { yours: string, key: string, accept: Array<string>, right: boolean, why: string, };

export type Nothing = Record<string, never>;

export type ObjectiveLine = { id: string, text: string, tasks: number, tasks_passed: number, };

export type Only = "all" | "new" | "wrong" | "flagged";

export type Opened = { host: string, page: ExamPage, };

export type OrderView = { 
/**
 * Kendall's τ-b with the key; none with the reason in `tau_b_reason`.
 */
tau_b: number | null, tau_b_reason: string | null, 
/**
 * Pairs kept (ties half) of all pairs.
 */
kept: number, pairs: number, top_right: boolean, swapped: Array<SwappedView>, };

export type Outcome = "none" | "provisional" | "passed" | "failed" | "held" | "unknown";

export type PartView = { id: string, label: string, 
/**
 * In [0, 1]; none where the part is shown but does not count.
 */
score: number | null, 
/**
 * Share of the whole grade.
 */
weight: number, verdict: VerdictView, note: string, pointers: Array<PointerView>, };

export type PassageHeldView = { nearest: PassageView, 
/**
 * Characters in common, as a share of those in either; from `found_at` on the passage counts as found.
 */
share: number, found_at: number, 
/**
 * In [0, 1].
 */
score: number, };

export type PassageView = { source: string, span: SpanView, };

export type PictureView = { source: string, alt: string, width: number, height: number, };

export type PieceHeldView = { piece: string, yours: Array<string>, key: Array<string>, 
/**
 * Other sets of labels that the key accepts.
 */
accept: Array<Array<string>>, 
/**
 * Labels given that the nearest accepted set does not have, and those of it that were not given.
 */
wrong: Array<string>, missed: Array<string>, 
/**
 * In [0, 1].
 */
score: number, why: string, };

export type PieceView = { id: string, html: string, };

export type PinnedKey = { 
/**
 * The issuer's identifier, exactly as badges name it; not to be shown.
 */
issuer: string, 
/**
 * The same as one short plain line.
 */
issuer_shown: string, 
/**
 * The thumbprint of the key (RFC 7638), SHA-256 in base64url.
 */
thumbprint: string, pinned_ms: number, };

export type PlaceRequest = { module: string, lesson: string, place: number, };

export type PlaceView = { "in": "answer", } | { "in": "prompt", } | { "in": "rubric", } | { "in": "item", id: string, } | { "in": "material", index: number, } | { "in": "criterion", index: number, } | { "in": "own_prompt", };

export type PointerView = { place: PlaceView, start: number, end: number, quote: string, };

export type Practice = { 
/**
 * None when there is nothing left of what was asked for; then `done` says so.
 */
task: TaskView | null, done: string | null, 
/**
 * The session it belongs to, as it stands now.
 */
session: SessionView | null, };

export type PracticePage = { 
/**
 * Tasks that fit the set.
 */
matching: number, 
/**
 * Minutes that their authors give all of them.
 */
minutes: number, modules: Array<Facet>, domains: Array<Facet>, kinds: Array<KindFacet>, 
/**
 * Tasks of each difficulty, 1 to 3.
 */
difficulties: [number, number, number], 
/**
 * Of those that fit all else: never answered, not passed the last time, flagged.
 */
new: number, wrong: number, flagged: number, 
/**
 * The session that is under way.
 */
open: SessionView | null, 
/**
 * The latest ones, newest first.
 */
recent: Array<SessionLine>, };

export type PracticeRequest = { set: TaskSet, task: string | null, session: string | null, };

export type Price = { 
/**
 * In the smallest unit: 24900 for $249.
 */
amount: number, 
/**
 * ISO 4217, such as `USD`.
 */
currency: string, };

export type Programme = { 
/**
 * Counts up with every change of the configuration.
 */
version: number, title: string, 
/**
 * True for a registrar wired to the sandbox: nothing here is real.
 */
sandbox: boolean, price: Price, 
/**
 * The registrar's page that leads to where the programme is bought. Opened in the browser.
 */
purchase_url: string, attempts: AttemptRules, pass_mark_tenths: number, variants: Array<Variant>, identity: IdentityRules, monitoring: MonitoringRules, minimum_age: number, credential: CredentialRules, retention: Array<RetentionRule>, 
/**
 * Days after a result within which it can be appealed.
 */
appeal_days: number, 
/**
 * Hours within which a person answers a case, by kind.
 */
answer_hours: number, 
/**
 * Where a person can be asked when nothing else works.
 */
contact_email: string, 
/**
 * Consents that must be given, each with its whole text.
 */
consents: Array<ConsentText>, 
/**
 * Hosts the app may open in the browser: the registrar's own, ClassMarker's, Stripe's, Certifier's.
 */
hosts: Array<string>, 
/**
 * An exam of one question under the real settings, where there is one.
 * The registrar's page that leads there.
 */
rehearsal_url: string | null, 
/**
 * Where that page leads, with its port if it has one.
 */
rehearsal_host: string | null, };

export type PropertyView = "atomic" | "specific" | "self_contained" | "objective" | "modality";

export type QuotableView = { id: string, sentences: Array<number>, };

export type ReadableView = { id: string, html: string, 
/**
 * Words, numbers and marks, without the spaces between them: start and end of each in turn.
 */
tokens: Array<number>, 
/**
 * Sentences likewise.
 */
sentences: Array<number>, 
/**
 * Characters as people see them that take more than one unit: start and end of each in turn. All others take one.
 */
clusters: Array<number>, };

export type ReadinessRow = { 
/**
 * Such as `displays`; unique in its run.
 */
name: string, verdict: ReadinessVerdict, 
/**
 * What was seen, as a short sentence.
 */
seen: string, 
/**
 * How to mend it on this system; empty if there is nothing to mend.
 */
mend: string, };

export type ReadinessRun = { at_ms: number, rows: Array<ReadinessRow>, };

export type ReadinessVerdict = "pass" | "attention" | "unknown";

export type ReasonView = { 
/**
 * Id of the item it speaks of.
 */
about: string, letter: string, why: string, tone: ToneView, 
/**
 * Where in the item's text, as offsets from its start.
 */
at: Array<SpanView>, };

export type RecordOnly = "all" | "wrong" | "disputed";

export type RecordPage = { attempts: Array<AttemptLine>, 
/**
 * Id to ask on with; none at the end.
 */
more: string | null, 
/**
 * Attempts that fit the filter, in all.
 */
total: number, 
/**
 * Passed, of first tries without hints; on the first page.
 */
counted: FigureView | null, 
/**
 * The same without those in dispute; none where nothing is in dispute.
 */
undisputed: FigureView | null, };

export type RecordRequest = { module: string | null, kind: TaskKind | null, only: RecordOnly, 
/**
 * Attempts before this one (an attempt's id), for the next page.
 */
before: string | null, };

export type RectView = { x: number, y: number, width: number, height: number, };

export type RefusalFaultView = "over_refusal" | "under_refusal";

export type RegradeView = { score: number, passed: boolean, headline: string, };

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

export type RetentionField = "sign_ins" | "browser_checks" | "case_texts" | "monitoring" | "result_bodies" | "mails" | "provider_events" | "audit_reasons" | "unknown";

export type RetentionRule = { field: RetentionField, 
/**
 * What is kept, in words.
 */
what: string, days: number, why: string, };

export type Saved = { at_ms: number, };

export type ScoreView = { item: string, dimension: string, value: number, };

export type ScoredView = { item: string, dimension: string, yours: number, key: number, 
/**
 * Lowest and highest value that the key accepts.
 */
accept: [number, number], 
/**
 * Points of the scale outside the accepted range: below 0 too low, above 0 too high.
 */
off: number, 
/**
 * In [0, 1].
 */
score: number, weight: number, why: string, };

export type Seat = { id: string, state: SeatState, attempt: number, variant: string, minutes: number, issued_ms: number, 
/**
 * The seat and the app's silence end here.
 */
expires_ms: number, handed_out_ms: number | null, result: ExamResult | null, 
/**
 * Whether it uses up an attempt.
 */
counts: boolean, };

export type SeatState = "reserved" | "ready" | "open" | "finished" | "expired" | "void" | "unknown";

export type SectionLine = { title: string, at: number, };

export type SessionAnswer = { attempt: string, task: TaskLink, score: number, passed: boolean, spent_ms: number, hints_used: number, confidence: Confidence | null, disputed: boolean, };

export type SessionBegun = { session: SessionView, practice: Practice, };

export type SessionEnd = "finished" | "time" | "left";

export type SessionForm = "practice" | "drill";

export type SessionId = { session: string, };

export type SessionLine = { id: string, form: SessionForm, about: string, started_ms: number, answered: number, passed: number, };

export type SessionRequest = { form: SessionForm, set: TaskSet, 
/**
 * For practice: how long, 5 to 120.
 */
minutes: number, 
/**
 * For a drill: how many tasks, 1 to 40, or as many as there are.
 */
tasks: number, 
/**
 * For a drill: the time, in percent of what the authors give its tasks, 50 to 150. Extra time comes on top.
 */
pace: number, };

export type SessionSkip = { task: TaskLink, reason: SkipReason | null, };

export type SessionSummary = { session: SessionView, started_ms: number, 
/**
 * Time spent on its answers.
 */
spent_ms: number, answers: Array<SessionAnswer>, skipped: Array<SessionSkip>, 
/**
 * Handed out and neither answered nor skipped; what was written is kept as a draft.
 */
unfinished: TaskLink | null, 
/**
 * Passed, of all answered.
 */
passed: FigureView, 
/**
 * The same without what is disputed; none where nothing is.
 */
undisputed: FigureView | null, 
/**
 * Of first tries without hints, which headline figures count.
 */
counted: FigureView, kinds: Array<KindResult>, 
/**
 * What confidence was worth here; empty where none was said.
 */
confidence: Array<ConfidenceResult>, 
/**
 * The median time of an answer.
 */
median_ms: number | null, 
/**
 * Lessons on what went wrong, most needed first.
 */
read_next: Array<LessonLink>, };

export type SessionView = { id: string, form: SessionForm, 
/**
 * What was chosen, in words: "Rubric speed drills, rating".
 */
about: string, 
/**
 * Answered in it so far, of a drill's tasks; for practice of how many there are.
 */
answered: number, of: number, limit_ms: number, 
/**
 * 0 when the time is over.
 */
left_ms: number, ended: SessionEnd | null, };

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
pane_width: number, 
/**
 * Extra time in drills, in percent: 0 to 200.
 */
extra_time: number, 
/**
 * Ask how sure the learner is before an answer is handed in.
 */
ask_confidence: boolean, 
/**
 * Keys that the learner has chosen; all other actions keep their own.
 */
keys: Array<KeyChoice>, };

export type SeverityView = { yours: number, key: number, accept: [number, number], 
/**
 * Below 0 too low, above 0 too high.
 */
off: number, 
/**
 * In [0, 1].
 */
score: number, why: string, };

export type SideView = "same" | "half" | "opposite";

export type SignInCodeRequest = { 
/**
 * What the registrar's page shows to be copied.
 */
code: string, };

export type Silence = { since_ms: number, 
/**
 * When it ends at the latest; earlier when the result is in. By this computer's clock.
 */
until_ms: number, };

export type Silent = { 
/**
 * What happened and what to do, in whole sentences.
 */
in_words: string, since_ms: number, asks_again_ms: number, };

export type SkipReason = "too_hard" | "outside_field" | "unclear" | "broken" | "later";

export type SkipRequest = { presentation: string, reason: SkipReason | null, then: PracticeRequest, };

export type SourceView = { title: string, text: ReadableView, };

export type SpanMetView = "exact" | "overlap" | "wrong_label" | "optional" | "extra";

export type SpanView = { start: number, end: number, };

export type SpeakerView = "user" | "model";

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
data_folder: string, 
/**
 * What the words of confidence stand for.
 */
confidence: Array<ConfidenceLevel>, };

export type StartRequest = { 
/**
 * Try once more to open what could not be opened.
 */
again: boolean, };

export type Step = { kind: StepKind, state: StepState, 
/**
 * What happened, or what it waits for, whom, since when and until when.
 */
in_words: string, at_ms: number | null, 
/**
 * For a wait: when something was last heard.
 */
heard_ms: number | null, 
/**
 * For a wait: when it will be asked again.
 */
asks_again_ms: number | null, 
/**
 * For a wait: when a person looks at it.
 */
person_from_ms: number | null, };

export type StepKind = "enrolled" | "consented" | "name_confirmed" | "identity" | "seat" | "exam" | "result" | "credential" | "unknown";

export type StepState = "done" | "yours" | "waiting" | "later" | "trouble" | "unknown";

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

export type TaskKind = "choice" | "preference" | "ranking" | "justification" | "rating" | "classification" | "spans" | "boxes" | "fact_check" | "safety" | "code_review" | "conversation" | "rubric" | "prompt";

export type TaskLine = { id: string, title: string, kind: TaskKind, 
/**
 * Words for the kind, such as "Ranking".
 */
kind_name: string, difficulty: number, minutes: number, objective: string, attempts: number, 
/**
 * Best score so far in [0, 1].
 */
best: number | null, state: TaskState, };

export type TaskLink = { task: string, module: string, title: string, kind_name: string, };

export type TaskSet = { module: string | null, 
/**
 * Id of a domain of the exam.
 */
domain: string | null, kind: TaskKind | null, 
/**
 * 1 easy, 2 middling, 3 hard.
 */
difficulty: number | null, only: Only, };

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
spent_ms: number, 
/**
 * The learner wants to come back to this task.
 */
flagged: boolean, };

export type TermLine = { id: string, name: string, text: string, };

export type TestView = { 
/**
 * Id of the solution.
 */
solution: string, name: string, passed: boolean, 
/**
 * What came out, where that says more.
 */
note: string, 
/**
 * The code of the test; empty where it is not shown.
 */
code: string, };

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

export type TurnView = { id: string, from: SpeakerView, html: string, };

export type UnpinRequest = { issuer: string, thumbprint: string, };

export type Variant = { id: string, title: string, minutes: number, camera: CameraRule, };

export type VaultFault = "key_lost" | "damaged" | "newer" | "unread";

export type VaultKeepRequest = { 
/**
 * Not `undecided`.
 */
keeping: Keeping, 
/**
 * For `passphrase`.
 */
passphrase: string | null, };

export type VaultUnlockRequest = { passphrase: string, };

export type VaultView = { 
/**
 * None before anyone had to look.
 */
keychain: KeychainState | null, keeping: Keeping, open: boolean, 
/**
 * Why it is closed, where it is more than locked.
 */
fault: VaultFault | null, 
/**
 * What is there, in words.
 */
in_words: string, 
/**
 * What to do; empty if nothing.
 */
todo: string, 
/**
 * After a sign-out: what could not be done, in words.
 */
trouble: string | null, };

export type VerdictView = "agrees" | "differs" | "against" | "unclear";

export type WireError = { code: ErrorCode, 
/**
 * What happened, what is safe, what to do: whole sentences for the learner.
 */
message: string, details?: Array<string>, };

export type WorkView = { "kind": "choice", multiple: boolean, } | { "kind": "preference", } | { "kind": "ranking", } | { "kind": "justification", given: string, given_letter: string, } | { "kind": "rating", dimensions: Array<DimensionView>, } | { "kind": "classification", pieces: Array<PieceView>, labels: Array<LabelView>, 
/**
 * Whether a piece may have several labels.
 */
multiple: boolean, } | { "kind": "spans", text: ReadableView, labels: Array<LabelView>, } | { "kind": "boxes", picture: PictureView, labels: Array<LabelView>, } | { "kind": "fact_check", claims: Array<PieceView>, sources: Array<SourceView>, } | { "kind": "safety", categories: Array<LabelView>, 
/**
 * Lowest first.
 */
severities: Array<AnchorView>, } | { "kind": "code_review", tests: Array<TestView>, dimensions: Array<DimensionView>, 
/**
 * Whether faulty lines are to be marked.
 */
lines: boolean, 
/**
 * Empty where the complexity is not asked.
 */
complexities: Array<LabelView>, } | { "kind": "conversation", turns: Array<TurnView>, dimensions: Array<DimensionView>, asks_where: boolean, } | { "kind": "rubric", 
/**
 * The kind of output that the criteria judge.
 */
modality: ModalityView, fewest: number, most: number, } | { "kind": "prompt", constraints: Array<string>, };

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
  flag_set: { request: FlagRequest; reply: Saved };
  practice_page: { request: TaskSet; reply: PracticePage };
  session_begin: { request: SessionRequest; reply: SessionBegun };
  session_open: { request: SessionId; reply: SessionSummary };
  session_end: { request: SessionId; reply: SessionSummary };
  dispute_make: { request: DisputeRequest; reply: DisputeView };
  dispute_withdraw: { request: AttemptRequest; reply: DisputeView | null };
  disputes: { request: Nothing; reply: DisputePage };
  disputes_export: { request: Nothing; reply: Exported };
  record_list: { request: RecordRequest; reply: RecordPage };
  record_open: { request: AttemptRequest; reply: Feedback };
  exam_open: { request: Nothing; reply: ExamPage };
  exam_ask: { request: Nothing; reply: ExamPage };
  vault_look: { request: Nothing; reply: ExamPage };
  vault_keep: { request: VaultKeepRequest; reply: ExamPage };
  vault_unlock: { request: VaultUnlockRequest; reply: ExamPage };
  sign_in: { request: Nothing; reply: Opened };
  sign_in_copy: { request: Nothing; reply: ExamPage };
  sign_in_code: { request: SignInCodeRequest; reply: ExamPage };
  sign_in_cancel: { request: Nothing; reply: ExamPage };
  sign_out: { request: Nothing; reply: ExamPage };
  enrol: { request: EnrolCodeRequest; reply: ExamPage };
  enrolment_choose: { request: EnrolmentRequest; reply: ExamPage };
  consent_give: { request: ConsentsRequest; reply: ExamPage };
  name_confirm: { request: ConfirmNameRequest; reply: ExamPage };
  identity_begin: { request: IdentityRequest; reply: Opened };
  case_open: { request: CaseOpenRequest; reply: CaseOpened };
  case_reply: { request: CaseReplyRequest; reply: ExamPage };
  purchase_open: { request: Nothing; reply: Opened };
  rehearsal_open: { request: Nothing; reply: Opened };
  readiness_check: { request: Nothing; reply: ExamPage };
  readiness_browser: { request: Nothing; reply: Opened };
  launch_start: { request: Nothing; reply: Opened };
  launch_copy: { request: Nothing; reply: ExamPage };
  credential_open: { request: Nothing; reply: Opened };
  badge_check: { request: Nothing; reply: ExamPage };
  badge_ask_issuer: { request: Nothing; reply: ExamPage };
  badge_pin: { request: Nothing; reply: ExamPage };
  badge_unpin: { request: UnpinRequest; reply: ExamPage };
}
