PRAGMA application_id = 1095647555;
PRAGMA user_version = 2;
BEGIN;
CREATE TABLE _sqlx_migrations (
    version BIGINT PRIMARY KEY,
    description TEXT NOT NULL,
    installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    success BOOLEAN NOT NULL,
    checksum BLOB NOT NULL,
    execution_time BIGINT NOT NULL
);
CREATE TABLE device (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    this INTEGER UNIQUE CHECK (this = 1),
    first_ms INTEGER NOT NULL,
    opened_ms INTEGER NOT NULL,
    -- Counts how often the write-ahead log was begun: SQLite writes nothing where nothing changes.
    begun INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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
, session BLOB REFERENCES session (id), skipped_for TEXT
CHECK (
    skipped_for = 'too_hard' OR skipped_for = 'outside_field' OR skipped_for = 'unclear' OR skipped_for = 'broken'
    OR skipped_for = 'later'
), slot_at INTEGER CHECK (slot_at >= 0), slot_of INTEGER
CHECK ((slot_of IS NULL) = (slot_at IS NULL) AND ifnull(slot_at < slot_of, 1))) STRICT, WITHOUT ROWID;
CREATE TABLE draft (
    task TEXT NOT NULL,
    presentation BLOB NOT NULL REFERENCES presentation (id),
    task_version TEXT NOT NULL,
    answer TEXT NOT NULL,
    saved_ms INTEGER NOT NULL,
    PRIMARY KEY (task, presentation)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE future_attempt (
    attempt BLOB NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE task_flag (
    module TEXT NOT NULL CHECK (module <> ''),
    task TEXT NOT NULL CHECK (task <> ''),
    flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (module, task)
) STRICT, WITHOUT ROWID;
CREATE TABLE derived (
    this INTEGER NOT NULL PRIMARY KEY CHECK (this = 1),
    rules INTEGER NOT NULL
) STRICT;
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
CREATE TABLE slot_count (
    kind TEXT NOT NULL,
    slot_of INTEGER NOT NULL,
    slot_at INTEGER NOT NULL,
    times INTEGER NOT NULL CHECK (times > 0),
    PRIMARY KEY (kind, slot_of, slot_at)
) STRICT, WITHOUT ROWID;
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
INSERT INTO _sqlx_migrations VALUES (1, 'record', '2026-11-30 16:35:10', 1, X'452F7C8EF78FDA19F60BEA988D9A28030DE500DA7FA6FE33C7018B9F027162CEA1EB05109A5284460A6B5A375628A712', 4913884);
INSERT INTO _sqlx_migrations VALUES (2, 'practice', '2026-11-30 16:35:10', 1, X'1B975B2CBF504214959E3F9ABC4127CAD8181C965BFD4FFE2ADD19C98CAFA98F295C86310DF538AEE7531F9ACBD01375', 5951923);
INSERT INTO device VALUES (X'019CA9450A007595B85640348EB018D0', 1, 1772366400000, 1772366400000, 2);
INSERT INTO presentation VALUES (X'019CA9450A007869816B09515320706A', 'm.a', 'v1', 'm', 'choice', 'o1', 7, 1772366400000, 0, 1000, 'submitted', NULL, NULL, NULL, NULL);
INSERT INTO presentation VALUES (X'019CA945F460719C9303E84AB0FE1B99', 'm.a', 'v1', 'm', 'choice', 'o1', 7, 1772366460000, 0, 1000, 'submitted', NULL, NULL, NULL, NULL);
INSERT INTO presentation VALUES (X'019CA947C920773CBE6D585267D3A97B', 'm.d', 'v1', 'm', 'choice', 'o1', 7, 1772366580000, 0, 0, 'skipped', NULL, 'unclear', NULL, NULL);
INSERT INTO presentation VALUES (X'019CA947C9207E5CB86B2C2FC4B2AAF9', 'm.c', 'v1', 'm', 'choice', 'o1', 7, 1772366580000, 1, 2500, 'open', X'019CA947C9207ED0891BADB957175F59', NULL, 1, 3);
INSERT INTO presentation VALUES (X'019CAE6B660076A1919839F41E7BE051', 'n.b', 'v1', 'n', 'choice', 'o1', 7, 1772452800000, 0, 1000, 'submitted', NULL, NULL, NULL, NULL);
INSERT INTO draft VALUES ('m.c', X'019CA947C9207E5CB86B2C2FC4B2AAF9', 'v1', '{"why":"A names\nits source"}', 1772366640000);
INSERT INTO task_snapshot VALUES ('m.a', 'v1', 'face of m.a v1', 'key of m.a v1');
INSERT INTO task_snapshot VALUES ('n.b', 'v1', 'face of n.b v1', 'key of n.b v1');
INSERT INTO attempt VALUES (X'019CA9450A007869816B09515320706A', 'm.a', 'v1', 'm', 'o1', 'choice', '{"picked":["a"]}', 0.75, 1, '{"parts":[]}', 'choice 1', NULL, 0, 1000, 1772366400000, 0, '2026-03-01', X'019CA9450A007595B85640348EB018D0', 1, 1772366400000);
INSERT INTO attempt VALUES (X'019CA945F460719C9303E84AB0FE1B99', 'm.a', 'v1', 'm', 'o1', 'choice', '{"picked":["a"]}', 0.0, 0, '{"parts":[]}', 'choice 1', NULL, 0, 1000, 1772366460000, 0, '2026-03-01', X'019CA9450A007595B85640348EB018D0', 2, 1772366460000);
INSERT INTO attempt VALUES (X'019CAE6B660076A1919839F41E7BE051', 'n.b', 'v1', 'n', 'o1', 'choice', '{"picked":["a"]}', 1.0, 1, '{"parts":[]}', 'choice 1', NULL, 0, 1000, 1772452800000, 0, '2026-03-02', X'019CA9450A007595B85640348EB018D0', 3, 1772452800000);
INSERT INTO amendment VALUES (X'019CA946DEC07FDA886B5DEE78A9BD0D', 'disputed', 'm', NULL, X'019CA9450A007869816B09515320706A', NULL, '{"why":"B''s figure is right"}', 1772366520000, 0, X'019CA9450A007595B85640348EB018D0', 4, 1772452800000);
INSERT INTO amendment VALUES (X'019CA946DEC07EC7A6D42B7000DC46E0', 'undone', 'm', NULL, X'019CA945F460719C9303E84AB0FE1B99', NULL, '{}', 1772366520000, 0, X'019CA9450A007595B85640348EB018D0', 5, 1772452800000);
INSERT INTO amendment VALUES (X'019CA946DEC07210ABE3602480B50CF0', 'reset', 'gone', NULL, NULL, NULL, '{}', 1772366520000, 0, X'019CA9450A007595B85640348EB018D0', 6, 1772452800000);
INSERT INTO lesson_event VALUES (X'019CA9450A007595B85640348EB018D0', 7, 'm', 'l', 'opened', 1772366700000, 0, '2026-03-01', 1772452800000);
INSERT INTO lesson_event VALUES (X'019CA9450A007595B85640348EB018D0', 8, 'm', 'l', 'read', 1772366760000, 0, '2026-03-01', 1772452800000);
INSERT INTO lesson_place VALUES ('m', 'l', 42, 1772366700000);
INSERT INTO setting VALUES ('theme', 'dark');
INSERT INTO lesson_progress VALUES ('m', 'l', 1772366700000, 1772366760000, 1772452800000, X'019CA9450A007595B85640348EB018D0', 8, 1772452800000, X'019CA9450A007595B85640348EB018D0', 8, 1772366760000, '2026-03-01');
INSERT INTO module_progress VALUES ('m', 1, 1, 1, 1, 1, 1, 1000, NULL, 'l', 1772366760000, 1772452800000, X'019CA9450A007595B85640348EB018D0', 8);
INSERT INTO module_progress VALUES ('n', 1, 1, 1, 1, 0, 0, 1000, 'n.b', NULL, 1772452800000, 1772452800000, X'019CA9450A007595B85640348EB018D0', 3);
INSERT INTO day VALUES ('2026-03-01', 'm', 1, 1, 1, 1000);
INSERT INTO day VALUES ('2026-03-02', 'n', 1, 1, 0, 1000);
INSERT INTO task_flag VALUES ('m', 'm.d', 1, 1772366640000);
INSERT INTO derived VALUES (1, 2);
INSERT INTO session VALUES (X'019CA946DEC076DBB72739A5185441C7', 'practice', '{}', '[]', 3, 0, 1772366520000, 0, '2026-03-01', 'a start', 0, 0, NULL, 'left', 1772366580000);
INSERT INTO session VALUES (X'019CA947C9207ED0891BADB957175F59', 'practice', '{}', '[]', 3, 0, 1772366580000, 0, '2026-03-01', 'a start', 0, 0, 1, NULL, NULL);
INSERT INTO slot_count VALUES ('choice', 3, 1, 1);
INSERT INTO task_progress VALUES ('m', 'm.a', 1, 1, 0.75, 0.75, 1, 'v1', 7, 1772366400000, 1772366400000, X'019CA9450A007595B85640348EB018D0', 1);
INSERT INTO task_progress VALUES ('n', 'n.b', 1, 1, 1.0, 1.0, 1, 'v1', 7, 1772452800000, 1772452800000, X'019CA9450A007595B85640348EB018D0', 3);
INSERT INTO first_try VALUES ('m', 'm.a', X'019CA9450A007869816B09515320706A', 1772366400000, X'019CA9450A007595B85640348EB018D0', 1, 'choice', 'o1', 1, 0.75, 0, NULL, 1000, 1772366400000, 1);
INSERT INTO first_try VALUES ('n', 'n.b', X'019CAE6B660076A1919839F41E7BE051', 1772452800000, X'019CA9450A007595B85640348EB018D0', 3, 'choice', 'o1', 1, 1.0, 0, NULL, 1000, 1772452800000, 0);
CREATE UNIQUE INDEX presentation_open ON presentation (task) WHERE state = 'open';
CREATE INDEX amendment_module ON amendment (module, order_ms, device, seq);
CREATE INDEX amendment_attempt ON amendment (attempt) WHERE attempt IS NOT NULL;
CREATE INDEX lesson_event_module ON lesson_event (module);
CREATE INDEX day_module ON day (module);
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
CREATE INDEX session_ended ON session (ended_ms) WHERE ended_ms IS NOT NULL;
CREATE INDEX presentation_session ON presentation (session) WHERE session IS NOT NULL;
CREATE INDEX amendment_dispute ON amendment (attempt) WHERE kind IN ('disputed', 'settled');
CREATE INDEX amendment_taking_back ON amendment (amendment) WHERE amendment IS NOT NULL;
CREATE INDEX attempt_order ON attempt (order_ms, device, seq, kind, passed);
CREATE INDEX attempt_module ON attempt (module, order_ms, device, seq, kind, task, passed);
COMMIT;
