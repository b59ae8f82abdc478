-- Times are UTC milliseconds. Ids are UUIDs (version 7), hashes and digests are lower-case hex of SHA-256.
-- The PostgreSQL folder holds the same tables; a test compares them.

CREATE TABLE person (
    id TEXT PRIMARY KEY NOT NULL,
    email TEXT NOT NULL UNIQUE,
    created_ms INTEGER NOT NULL,
    erased_ms INTEGER
) STRICT;

-- One run through the sign-in page. Its handle and its code are kept as keyed hashes.
CREATE TABLE sign_in (
    handle_hash TEXT PRIMARY KEY NOT NULL,
    email TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    purpose TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    challenge TEXT NOT NULL,
    client_state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    used_ms INTEGER
) STRICT;
CREATE INDEX sign_in_expires ON sign_in (expires_ms);

CREATE TABLE token_family (
    id TEXT PRIMARY KEY NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    created_ms INTEGER NOT NULL,
    used_ms INTEGER NOT NULL,
    revoked_ms INTEGER,
    revoked_why TEXT
) STRICT;
CREATE INDEX token_family_person ON token_family (person_id);

CREATE TABLE authorization_code (
    code_hash TEXT PRIMARY KEY NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    client_id TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    challenge TEXT NOT NULL,
    expires_ms INTEGER NOT NULL,
    used_ms INTEGER,
    family_id TEXT
) STRICT;
CREATE INDEX authorization_code_expires ON authorization_code (expires_ms);

CREATE TABLE refresh_token (
    token_hash TEXT PRIMARY KEY NOT NULL,
    family_id TEXT NOT NULL REFERENCES token_family (id),
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    used_ms INTEGER,
    next_hash TEXT
) STRICT;
CREATE INDEX refresh_token_family ON refresh_token (family_id);

CREATE TABLE access_token (
    token_hash TEXT PRIMARY KEY NOT NULL,
    family_id TEXT NOT NULL REFERENCES token_family (id),
    expires_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX access_token_expires ON access_token (expires_ms);
CREATE INDEX access_token_family ON access_token (family_id);

-- A browser's session on the pages of operations.
CREATE TABLE page_session (
    token_hash TEXT PRIMARY KEY NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    form_key TEXT NOT NULL,
    expires_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE throttle (
    name TEXT PRIMARY KEY NOT NULL,
    window_ms INTEGER NOT NULL,
    used INTEGER NOT NULL
) STRICT;

CREATE TABLE programme (
    version INTEGER PRIMARY KEY NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    since_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE enrolment_code (
    code_hash TEXT PRIMARY KEY NOT NULL,
    batch TEXT NOT NULL,
    variant TEXT,
    attempts INTEGER,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    used_ms INTEGER,
    enrolment_id TEXT
) STRICT;

CREATE TABLE enrolment (
    id TEXT PRIMARY KEY NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    programme_version INTEGER NOT NULL REFERENCES programme (version),
    variant TEXT NOT NULL,
    -- 0 while an accommodation that was asked for is being decided.
    variant_fixed INTEGER NOT NULL,
    attempts_allowed INTEGER NOT NULL,
    window_opens_ms INTEGER NOT NULL,
    window_closes_ms INTEGER NOT NULL,
    -- Set when a person lifts the waiting period.
    may_sit_from_ms INTEGER,
    name TEXT,
    name_confirmed_ms INTEGER,
    held TEXT,
    held_ms INTEGER,
    created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX enrolment_person ON enrolment (person_id);

CREATE TABLE consent (
    enrolment_id TEXT NOT NULL REFERENCES enrolment (id),
    kind TEXT NOT NULL,
    version TEXT NOT NULL,
    given_ms INTEGER NOT NULL,
    PRIMARY KEY (enrolment_id, kind, version)
) STRICT;

CREATE TABLE identity (
    id TEXT PRIMARY KEY NOT NULL,
    enrolment_id TEXT NOT NULL REFERENCES enrolment (id),
    route TEXT NOT NULL,
    -- creating, requires_input, processing, verified, canceled, with_person, refused
    state TEXT NOT NULL,
    -- 1 while this is the check that counts; a new one closes the one before.
    live INTEGER NOT NULL,
    provider_id TEXT UNIQUE,
    idempotency_key TEXT NOT NULL,
    -- Checks that the provider has completed, passed or not.
    checks INTEGER NOT NULL,
    last_error TEXT,
    -- The provider's report on the last completed check: each is counted once.
    last_report TEXT,
    name_match TEXT NOT NULL,
    -- The confirmed name that the document was compared with.
    name_compared TEXT,
    verified_ms INTEGER,
    valid_until_ms INTEGER,
    -- none, wanted, processing, redacted
    redaction TEXT NOT NULL,
    redaction_wanted_ms INTEGER,
    redacted_ms INTEGER,
    read_ms INTEGER,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    -- Counts up with each change: what was decided on an older state is decided anew.
    version INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX identity_live ON identity (enrolment_id) WHERE live = 1;
CREATE INDEX identity_enrolment ON identity (enrolment_id);

-- What a provider has told us by webhook, once each.
CREATE TABLE provider_event (
    provider TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    received_ms INTEGER NOT NULL,
    PRIMARY KEY (provider, id)
) STRICT;

CREATE TABLE seat (
    id TEXT PRIMARY KEY NOT NULL,
    enrolment_id TEXT NOT NULL REFERENCES enrolment (id),
    attempt INTEGER NOT NULL,
    programme_version INTEGER NOT NULL,
    variant TEXT NOT NULL,
    link_id TEXT NOT NULL,
    test_id TEXT NOT NULL,
    access_list_id TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    pass_mark_tenths INTEGER NOT NULL,
    camera TEXT NOT NULL,
    -- The token is made from this and the server's key; the database alone does not give it.
    nonce TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    -- reserved, ready, open, finished, expired, void
    state TEXT NOT NULL,
    -- absent, present, removing, removed
    access_code TEXT NOT NULL,
    handout_hash TEXT NOT NULL,
    handed_out_ms INTEGER,
    issued_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    finished_ms INTEGER,
    counts INTEGER NOT NULL,
    void_why TEXT,
    link_result_id TEXT UNIQUE,
    -- none, provisional, passed, failed, held
    outcome TEXT NOT NULL,
    outcome_why TEXT,
    outcome_ms INTEGER,
    current_digest TEXT,
    -- When a person has looked at what the monitor noted.
    cleared_ms INTEGER,
    -- Since then what the monitor noted is not kept any more, whoever tells of it again.
    monitor_forgotten_ms INTEGER,
    -- The state of the result that a person has accepted in spite of a hold.
    released_digest TEXT,
    UNIQUE (enrolment_id, attempt)
) STRICT;
CREATE UNIQUE INDEX seat_live ON seat (enrolment_id) WHERE state IN ('reserved', 'ready', 'open');
CREATE INDEX seat_state ON seat (state, expires_ms);

-- Every state of a result that the provider has shown us. The body is without token and access code.
CREATE TABLE result_revision (
    seat_id TEXT NOT NULL REFERENCES seat (id),
    digest TEXT NOT NULL,
    body TEXT NOT NULL,
    finished_s INTEGER NOT NULL,
    graded INTEGER NOT NULL,
    monitored INTEGER NOT NULL,
    first_source TEXT NOT NULL,
    first_seen_ms INTEGER NOT NULL,
    -- The provider's clock, when its own list last showed this state.
    feed_seen_s INTEGER,
    PRIMARY KEY (seat_id, digest)
) STRICT;

-- A result that fits no seat, or not its seat. Kept for a person, without token and access code.
CREATE TABLE refused_result (
    digest TEXT PRIMARY KEY NOT NULL,
    seat_id TEXT,
    why TEXT NOT NULL,
    body TEXT NOT NULL,
    seen_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE feed (
    name TEXT PRIMARY KEY NOT NULL,
    cursor_s INTEGER NOT NULL,
    heard_ms INTEGER,
    next_ms INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    deep_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE credential (
    id TEXT PRIMARY KEY NOT NULL,
    enrolment_id TEXT NOT NULL REFERENCES enrolment (id),
    seat_id TEXT NOT NULL REFERENCES seat (id),
    -- 1, and one more for each that follows a withdrawn one.
    round INTEGER NOT NULL,
    group_id TEXT NOT NULL,
    -- wanted, creating, drafted, issuing, issued, sending, done, withdrawing, withdrawn
    step TEXT NOT NULL,
    provider_id TEXT UNIQUE,
    public_id TEXT,
    name TEXT NOT NULL,
    issue_date TEXT NOT NULL,
    expiry_date TEXT,
    -- Set when a call ended without an answer, and by each search since that found nothing.
    unknown_ms INTEGER,
    searches INTEGER NOT NULL,
    notices INTEGER NOT NULL,
    -- Once withdrawn, another one is to follow.
    again INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL,
    UNIQUE (seat_id, round)
) STRICT;
CREATE UNIQUE INDEX credential_live ON credential (enrolment_id) WHERE step <> 'withdrawn';

CREATE TABLE case_file (
    number INTEGER PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    enrolment_id TEXT,
    person_id TEXT,
    -- The same trouble raises one case.
    dedupe TEXT UNIQUE,
    visible INTEGER NOT NULL,
    decider TEXT NOT NULL,
    deadline_ms INTEGER NOT NULL,
    reminded INTEGER NOT NULL,
    decision TEXT,
    opened_ms INTEGER NOT NULL,
    closed_ms INTEGER
) STRICT;
CREATE INDEX case_file_person ON case_file (person_id);
CREATE INDEX case_file_state ON case_file (state, deadline_ms);

CREATE TABLE case_note (
    id TEXT PRIMARY KEY NOT NULL,
    number INTEGER NOT NULL REFERENCES case_file (number),
    author TEXT NOT NULL,
    actor TEXT NOT NULL,
    visible INTEGER NOT NULL,
    text TEXT NOT NULL,
    at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX case_note_number ON case_note (number);

-- Append-only; see 0002. The reason's text stands apart, so that erasing a person leaves the trail whole.
CREATE TABLE audit (
    id TEXT PRIMARY KEY NOT NULL,
    at_ms INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    reason_digest TEXT NOT NULL
) STRICT;
CREATE INDEX audit_subject ON audit (subject);

CREATE TABLE audit_reason (
    audit_id TEXT PRIMARY KEY NOT NULL REFERENCES audit (id),
    reason TEXT NOT NULL,
    change TEXT NOT NULL
) STRICT;

-- Mail to be sent. One-time codes never stand here. The body goes when the mail has.
CREATE TABLE mail (
    id TEXT PRIMARY KEY NOT NULL,
    dedupe TEXT NOT NULL UNIQUE,
    recipient TEXT NOT NULL,
    person_id TEXT,
    subject TEXT NOT NULL,
    body TEXT,
    queued_ms INTEGER NOT NULL,
    sent_ms INTEGER
) STRICT;

CREATE TABLE browser_check (
    id TEXT PRIMARY KEY NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    token_hash TEXT NOT NULL UNIQUE,
    expires_ms INTEGER NOT NULL,
    reported_ms INTEGER,
    report TEXT
) STRICT;

-- Work to be done, once for each kind and subject. A change of `generation` while it runs makes it run again.
CREATE TABLE job (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    due_ms INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    first_ms INTEGER NOT NULL,
    holder TEXT,
    held_until_ms INTEGER NOT NULL,
    trouble TEXT,
    PRIMARY KEY (kind, subject)
) STRICT;
CREATE INDEX job_due ON job (due_ms);

CREATE TABLE lease (
    name TEXT PRIMARY KEY NOT NULL,
    holder TEXT NOT NULL,
    until_ms INTEGER NOT NULL
) STRICT;

-- Calls made to a provider that counts them: the times of those within the last hour, and until when it asked for silence.
CREATE TABLE call_budget (
    name TEXT PRIMARY KEY NOT NULL,
    calls TEXT NOT NULL,
    silent_until_ms INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE counter (
    name TEXT PRIMARY KEY NOT NULL,
    value INTEGER NOT NULL
) STRICT;
