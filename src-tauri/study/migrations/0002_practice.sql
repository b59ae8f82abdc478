-- Practice: sittings, flagged tasks, why tasks are skipped, where the best item stands, first tries, disputes.

PRAGMA user_version = 2;

-- Tasks to come back to. A row stays when its flag is taken away, to tell when that was.
CREATE TABLE task_flag (
    module TEXT NOT NULL CHECK (module <> ''),
    task TEXT NOT NULL CHECK (task <> ''),
    flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (module, task)
) STRICT, WITHOUT ROWID;

-- By which rules the derived tables were made. A program with other rules makes them anew when it opens the record: so
-- a migration may leave them empty.
CREATE TABLE derived (
    this INTEGER NOT NULL PRIMARY KEY CHECK (this = 1),
    rules INTEGER NOT NULL
) STRICT;

INSERT INTO derived (this, rules) VALUES (1, 1);

-- A sitting: free practice for some minutes, or a timed drill.
CREATE TABLE session (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    form TEXT NOT NULL CHECK (form IN ('practice', 'drill')),
    asked TEXT NOT NULL CHECK (json_valid(asked)),
    -- Ids of tasks, in their order.
    plan TEXT NOT NULL CHECK (CASE WHEN json_valid(plan) THEN json_type(plan) = 'array' ELSE 0 END),
    seed INTEGER NOT NULL,
    -- 0 where there is no limit.
    limit_ms INTEGER NOT NULL CHECK (limit_ms >= 0),
    started_ms INTEGER NOT NULL,
    offset_min INTEGER NOT NULL CHECK (offset_min BETWEEN -1440 AND 1440),
    local_day TEXT NOT NULL CHECK (local_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    -- How much of its time had gone by at a moment of the computer's own clock, counted since its start `boot`.
    boot TEXT NOT NULL,
    boot_ms INTEGER NOT NULL,
    elapsed_ms INTEGER NOT NULL CHECK (elapsed_ms >= 0),
    -- One at most.
    open INTEGER UNIQUE CHECK (open = 1),
    ended TEXT CHECK (ended IN ('finished', 'time', 'left')),
    ended_ms INTEGER,
    CHECK ((ended IS NULL) = (open IS NOT NULL) AND (ended_ms IS NULL) = (open IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX session_ended ON session (ended_ms) WHERE ended_ms IS NOT NULL;

-- The sitting in which it was handed out, if any.
ALTER TABLE presentation ADD COLUMN session BLOB REFERENCES session (id);

CREATE INDEX presentation_session ON presentation (session) WHERE session IS NOT NULL;

-- Why it was put aside: also one that was answered later after all. Not as a list of words: to look in one, SQLite makes
-- a table and drops it, each time a row is written.
ALTER TABLE presentation ADD COLUMN skipped_for TEXT
CHECK (
    skipped_for = 'too_hard' OR skipped_for = 'outside_field' OR skipped_for = 'unclear' OR skipped_for = 'broken'
    OR skipped_for = 'later'
);

-- Where the best item stands, from 0, among how many.
ALTER TABLE presentation ADD COLUMN slot_at INTEGER CHECK (slot_at >= 0);
ALTER TABLE presentation ADD COLUMN slot_of INTEGER
CHECK ((slot_of IS NULL) = (slot_at IS NULL) AND ifnull(slot_at < slot_of, 1));

-- Derived from the presentations.
CREATE TABLE slot_count (
    kind TEXT NOT NULL,
    slot_of INTEGER NOT NULL,
    slot_at INTEGER NOT NULL,
    times INTEGER NOT NULL CHECK (times > 0),
    PRIMARY KEY (kind, slot_of, slot_at)
) STRICT, WITHOUT ROWID;

-- With the seed of the last attempt's presentation, so that the task is shown in another order next time.
DROP TABLE task_progress;

CREATE TABLE task_progress (
    module TEXT NOT NULL,
    task TEXT NOT NULL,
    attempts INTEGER NOT NULL CHECK (attempts > 0),
    passes INTEGER NOT NULL CHECK (passes BETWEEN 0 AND attempts),
    best REAL NOT NULL,
    last_score REAL NOT NULL,
    last_passed INTEGER NOT NULL CHECK (last_passed IN (0, 1)),
    last_version TEXT NOT NULL,
    last_seed INTEGER NOT NULL,
    last_ms INTEGER NOT NULL,
    last_order INTEGER NOT NULL,
    last_device BLOB NOT NULL,
    last_seq INTEGER NOT NULL,
    PRIMARY KEY (module, task)
) STRICT, WITHOUT ROWID;

-- The first attempt at each task that counts: what the headline figures are made of.
CREATE TABLE first_try (
    module TEXT NOT NULL,
    task TEXT NOT NULL,
    attempt BLOB NOT NULL,
    first_order INTEGER NOT NULL,
    first_device BLOB NOT NULL,
    first_seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    objective TEXT NOT NULL,
    passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
    score REAL NOT NULL,
    hints INTEGER NOT NULL CHECK (hints >= 0),
    confidence TEXT,
    spent_ms INTEGER NOT NULL CHECK (spent_ms >= 0),
    at_ms INTEGER NOT NULL,
    -- Disputed, and neither settled nor taken back.
    disputed INTEGER NOT NULL CHECK (disputed IN (0, 1)),
    PRIMARY KEY (module, task)
) STRICT, WITHOUT ROWID;

-- Disputes are found without the rest, and so is what takes an amendment back.
CREATE INDEX amendment_dispute ON amendment (attempt) WHERE kind IN ('disputed', 'settled');
CREATE INDEX amendment_taking_back ON amendment (amendment) WHERE amendment IS NOT NULL;

-- As before, and with what a list may ask for besides the kind.
DROP INDEX attempt_order;
DROP INDEX attempt_module;
CREATE INDEX attempt_order ON attempt (order_ms, device, seq, kind, passed);
CREATE INDEX attempt_module ON attempt (module, order_ms, device, seq, kind, task, passed);
