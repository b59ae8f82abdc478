-- The learner's record.
--
-- The log (attempt, amendment, lesson_event, with task_snapshot) only grows: triggers refuse to change or delete a row.
-- Order in the log is (order_ms, device, seq). order_ms is at_ms, but never before the device's previous row: a clock
-- that was set back cannot turn the order round, and gaps are never negative. at_ms is what the clock said.
-- Ids are UUIDs of 16 bytes; times are milliseconds since 1970, UTC.

PRAGMA user_version = 1;

-- Where rows were written. One of them is the machine this file lives on.
CREATE TABLE device (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    this INTEGER UNIQUE CHECK (this = 1),
    first_ms INTEGER NOT NULL,
    opened_ms INTEGER NOT NULL,
    -- Counts how often the write-ahead log was begun: SQLite writes nothing where nothing changes.
    begun INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A task handed out. Its id becomes the attempt's.
CREATE TABLE presentation (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    task TEXT NOT NULL CHECK (task <> ''),
    task_version TEXT NOT NULL CHECK (task_version <> ''),
    module TEXT NOT NULL CHECK (module <> ''),
    kind TEXT NOT NULL CHECK (kind <> ''),
    objective TEXT NOT NULL,
    seed INTEGER NOT NULL,
    opened_ms INTEGER NOT NULL,
    hints INTEGER NOT NULL CHECK (hints >= 0),
    spent_ms INTEGER NOT NULL CHECK (spent_ms >= 0),
    state TEXT NOT NULL CHECK (state IN ('open', 'submitted', 'skipped'))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX presentation_open ON presentation (task) WHERE state = 'open';

-- Unfinished answers. Gone only when the task has been answered.
CREATE TABLE draft (
    task TEXT NOT NULL,
    presentation BLOB NOT NULL REFERENCES presentation (id),
    task_version TEXT NOT NULL,
    answer TEXT NOT NULL,
    saved_ms INTEGER NOT NULL,
    PRIMARY KEY (task, presentation)
) STRICT, WITHOUT ROWID;

-- Each version of a task that was ever answered, as it was.
CREATE TABLE task_snapshot (
    task TEXT NOT NULL,
    version TEXT NOT NULL,
    face TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (task, version)
) STRICT;

CREATE TABLE attempt (
    id BLOB NOT NULL PRIMARY KEY REFERENCES presentation (id),
    task TEXT NOT NULL,
    task_version TEXT NOT NULL,
    module TEXT NOT NULL,
    objective TEXT NOT NULL,
    kind TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (json_valid(answer)),
    score REAL NOT NULL CHECK (score BETWEEN 0.0 AND 1.0),
    passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
    grade TEXT NOT NULL CHECK (json_valid(grade)),
    grader TEXT NOT NULL CHECK (grader <> ''),
    confidence TEXT CHECK (confidence IN ('sure', 'fairly', 'guess')),
    hints INTEGER NOT NULL CHECK (hints >= 0),
    spent_ms INTEGER NOT NULL CHECK (spent_ms >= 0),
    at_ms INTEGER NOT NULL,
    offset_min INTEGER NOT NULL CHECK (offset_min BETWEEN -1440 AND 1440),
    local_day TEXT NOT NULL CHECK (local_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    device BLOB NOT NULL REFERENCES device (id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    order_ms INTEGER NOT NULL CHECK (order_ms >= at_ms),
    UNIQUE (device, seq),
    FOREIGN KEY (task, task_version) REFERENCES task_snapshot (task, version)
) STRICT;

CREATE INDEX attempt_order ON attempt (order_ms, device, seq, kind);
CREATE INDEX attempt_module ON attempt (module, order_ms, device, seq, kind, task);

-- What was later said of attempts. `undone` of an amendment takes that amendment back.
CREATE TABLE amendment (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('disputed', 'settled', 'undone', 'reset', 'rating_corrected')),
    module TEXT NOT NULL CHECK (module <> ''),
    task TEXT,
    attempt BLOB REFERENCES attempt (id),
    amendment BLOB REFERENCES amendment (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    at_ms INTEGER NOT NULL,
    offset_min INTEGER NOT NULL CHECK (offset_min BETWEEN -1440 AND 1440),
    device BLOB NOT NULL REFERENCES device (id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    order_ms INTEGER NOT NULL CHECK (order_ms >= at_ms),
    UNIQUE (device, seq),
    CHECK (
        CASE kind
            WHEN 'reset' THEN attempt IS NULL AND amendment IS NULL
            WHEN 'undone' THEN task IS NULL AND (attempt IS NULL) <> (amendment IS NULL)
            ELSE task IS NULL AND attempt IS NOT NULL AND amendment IS NULL
        END
    )
) STRICT;

CREATE INDEX amendment_module ON amendment (module, order_ms, device, seq);
CREATE INDEX amendment_attempt ON amendment (attempt) WHERE attempt IS NOT NULL;

CREATE TABLE lesson_event (
    device BLOB NOT NULL REFERENCES device (id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    module TEXT NOT NULL CHECK (module <> ''),
    lesson TEXT NOT NULL CHECK (lesson <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('opened', 'read', 'unread')),
    at_ms INTEGER NOT NULL,
    offset_min INTEGER NOT NULL CHECK (offset_min BETWEEN -1440 AND 1440),
    local_day TEXT NOT NULL CHECK (local_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    order_ms INTEGER NOT NULL CHECK (order_ms >= at_ms),
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX lesson_event_module ON lesson_event (module);

-- Where reading stopped. A bookmark, not history.
CREATE TABLE lesson_place (
    module TEXT NOT NULL,
    lesson TEXT NOT NULL,
    place INTEGER NOT NULL CHECK (place >= 0),
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (module, lesson)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Derived from the log, written in the same transaction as its rows, and rebuilt from it at will.

CREATE TABLE task_progress (
    module TEXT NOT NULL,
    task TEXT NOT NULL,
    attempts INTEGER NOT NULL CHECK (attempts > 0),
    passes INTEGER NOT NULL CHECK (passes BETWEEN 0 AND attempts),
    best REAL NOT NULL,
    last_score REAL NOT NULL,
    last_passed INTEGER NOT NULL CHECK (last_passed IN (0, 1)),
    last_version TEXT NOT NULL,
    last_ms INTEGER NOT NULL,
    last_order INTEGER NOT NULL,
    last_device BLOB NOT NULL,
    last_seq INTEGER NOT NULL,
    PRIMARY KEY (module, task)
) STRICT, WITHOUT ROWID;

CREATE TABLE lesson_progress (
    module TEXT NOT NULL,
    lesson TEXT NOT NULL,
    first_ms INTEGER NOT NULL,
    last_ms INTEGER NOT NULL,
    last_order INTEGER NOT NULL,
    last_device BLOB NOT NULL,
    last_seq INTEGER NOT NULL,
    -- The latest event that marked it as read or unread.
    mark_order INTEGER,
    mark_device BLOB,
    mark_seq INTEGER,
    read_ms INTEGER,
    read_day TEXT,
    PRIMARY KEY (module, lesson),
    CHECK ((read_ms IS NULL) = (read_day IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE module_progress (
    module TEXT NOT NULL PRIMARY KEY,
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    passes INTEGER NOT NULL CHECK (passes BETWEEN 0 AND attempts),
    tasks_answered INTEGER NOT NULL CHECK (tasks_answered BETWEEN 0 AND attempts),
    tasks_passed INTEGER NOT NULL CHECK (tasks_passed BETWEEN 0 AND tasks_answered),
    lessons_opened INTEGER NOT NULL CHECK (lessons_opened >= 0),
    lessons_read INTEGER NOT NULL CHECK (lessons_read BETWEEN 0 AND lessons_opened),
    spent_ms INTEGER NOT NULL CHECK (spent_ms >= 0),
    last_task TEXT,
    last_lesson TEXT,
    last_ms INTEGER NOT NULL,
    last_order INTEGER NOT NULL,
    last_device BLOB NOT NULL,
    last_seq INTEGER NOT NULL,
    CHECK ((last_task IS NULL) <> (last_lesson IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE day (
    local_day TEXT NOT NULL,
    module TEXT NOT NULL,
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    passes INTEGER NOT NULL CHECK (passes BETWEEN 0 AND attempts),
    lessons INTEGER NOT NULL CHECK (lessons >= 0),
    spent_ms INTEGER NOT NULL CHECK (spent_ms >= 0),
    PRIMARY KEY (local_day, module)
) STRICT, WITHOUT ROWID;

CREATE INDEX day_module ON day (module);

-- Attempts whose clock stood far ahead of a later attempt on the same device.
CREATE TABLE future_attempt (
    attempt BLOB NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TRIGGER task_snapshot_kept BEFORE UPDATE ON task_snapshot
BEGIN SELECT RAISE(ABORT, 'task_snapshot is append-only'); END;
CREATE TRIGGER task_snapshot_stays BEFORE DELETE ON task_snapshot
BEGIN SELECT RAISE(ABORT, 'task_snapshot is append-only'); END;
CREATE TRIGGER attempt_kept BEFORE UPDATE ON attempt
BEGIN SELECT RAISE(ABORT, 'attempt is append-only'); END;
CREATE TRIGGER attempt_stays BEFORE DELETE ON attempt
BEGIN SELECT RAISE(ABORT, 'attempt is append-only'); END;
CREATE TRIGGER amendment_kept BEFORE UPDATE ON amendment
BEGIN SELECT RAISE(ABORT, 'amendment is append-only'); END;
CREATE TRIGGER amendment_stays BEFORE DELETE ON amendment
BEGIN SELECT RAISE(ABORT, 'amendment is append-only'); END;
CREATE TRIGGER lesson_event_kept BEFORE UPDATE ON lesson_event
BEGIN SELECT RAISE(ABORT, 'lesson_event is append-only'); END;
CREATE TRIGGER lesson_event_stays BEFORE DELETE ON lesson_event
BEGIN SELECT RAISE(ABORT, 'lesson_event is append-only'); END;
