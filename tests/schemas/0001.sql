PRAGMA application_id = 1095647555;
PRAGMA user_version = 1;
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
) STRICT, WITHOUT ROWID;
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
CREATE TABLE future_attempt (
    attempt BLOB NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO _sqlx_migrations VALUES (1, 'record', '2026-11-23 19:30:28', 1, X'452F7C8EF78FDA19F60BEA988D9A28030DE500DA7FA6FE33C7018B9F027162CEA1EB05109A5284460A6B5A375628A712', 2790690);
INSERT INTO device VALUES (X'019CA9450A00705A81C93565EF62924C', 1, 1772366400000, 1772366400000, 2);
INSERT INTO presentation VALUES (X'019CA9450A00738AA1377134126CE16F', 'm.a', 'v1', 'm', 'choice', 'o1', 7, 1772366400000, 0, 1000, 'submitted');
INSERT INTO presentation VALUES (X'019CA945F46076B09A3183A9788FB049', 'm.a', 'v1', 'm', 'choice', 'o1', 7, 1772366460000, 0, 1000, 'submitted');
INSERT INTO presentation VALUES (X'019CA947C92075608B395E2CA8079B6D', 'm.c', 'v1', 'm', 'choice', 'o1', 7, 1772366580000, 1, 2500, 'open');
INSERT INTO presentation VALUES (X'019CA947C9207644AE54802BDE97476F', 'm.d', 'v1', 'm', 'choice', 'o1', 7, 1772366580000, 0, 0, 'skipped');
INSERT INTO presentation VALUES (X'019CAE6B66007507AD35236A9798A3D4', 'n.b', 'v1', 'n', 'choice', 'o1', 7, 1772452800000, 0, 1000, 'submitted');
INSERT INTO draft VALUES ('m.c', X'019CA947C92075608B395E2CA8079B6D', 'v1', '{"why":"A names\nits source"}', 1772366640000);
INSERT INTO task_snapshot VALUES ('m.a', 'v1', 'face of m.a v1', 'key of m.a v1');
INSERT INTO task_snapshot VALUES ('n.b', 'v1', 'face of n.b v1', 'key of n.b v1');
INSERT INTO attempt VALUES (X'019CA9450A00738AA1377134126CE16F', 'm.a', 'v1', 'm', 'o1', 'choice', '{"picked":["a"]}', 0.75, 1, '{"parts":[]}', 'choice 1', NULL, 0, 1000, 1772366400000, 0, '2026-03-01', X'019CA9450A00705A81C93565EF62924C', 1, 1772366400000);
INSERT INTO attempt VALUES (X'019CA945F46076B09A3183A9788FB049', 'm.a', 'v1', 'm', 'o1', 'choice', '{"picked":["a"]}', 0.0, 0, '{"parts":[]}', 'choice 1', NULL, 0, 1000, 1772366460000, 0, '2026-03-01', X'019CA9450A00705A81C93565EF62924C', 2, 1772366460000);
INSERT INTO attempt VALUES (X'019CAE6B66007507AD35236A9798A3D4', 'n.b', 'v1', 'n', 'o1', 'choice', '{"picked":["a"]}', 1.0, 1, '{"parts":[]}', 'choice 1', NULL, 0, 1000, 1772452800000, 0, '2026-03-02', X'019CA9450A00705A81C93565EF62924C', 3, 1772452800000);
INSERT INTO amendment VALUES (X'019CA946DEC070BBAC602C4CC81C5947', 'disputed', 'm', NULL, X'019CA9450A00738AA1377134126CE16F', NULL, '{"why":"B''s figure is right"}', 1772366520000, 0, X'019CA9450A00705A81C93565EF62924C', 4, 1772452800000);
INSERT INTO amendment VALUES (X'019CA946DEC07FCF8308808360049B54', 'undone', 'm', NULL, X'019CA945F46076B09A3183A9788FB049', NULL, '{}', 1772366520000, 0, X'019CA9450A00705A81C93565EF62924C', 5, 1772452800000);
INSERT INTO amendment VALUES (X'019CA946DEC07008B61869AC71FC8FB4', 'reset', 'gone', NULL, NULL, NULL, '{}', 1772366520000, 0, X'019CA9450A00705A81C93565EF62924C', 6, 1772452800000);
INSERT INTO lesson_event VALUES (X'019CA9450A00705A81C93565EF62924C', 7, 'm', 'l', 'opened', 1772366700000, 0, '2026-03-01', 1772452800000);
INSERT INTO lesson_event VALUES (X'019CA9450A00705A81C93565EF62924C', 8, 'm', 'l', 'read', 1772366760000, 0, '2026-03-01', 1772452800000);
INSERT INTO lesson_place VALUES ('m', 'l', 42, 1772366700000);
INSERT INTO setting VALUES ('theme', 'dark');
INSERT INTO task_progress VALUES ('m', 'm.a', 1, 1, 0.75, 0.75, 1, 'v1', 1772366400000, 1772366400000, X'019CA9450A00705A81C93565EF62924C', 1);
INSERT INTO task_progress VALUES ('n', 'n.b', 1, 1, 1.0, 1.0, 1, 'v1', 1772452800000, 1772452800000, X'019CA9450A00705A81C93565EF62924C', 3);
INSERT INTO lesson_progress VALUES ('m', 'l', 1772366700000, 1772366760000, 1772452800000, X'019CA9450A00705A81C93565EF62924C', 8, 1772452800000, X'019CA9450A00705A81C93565EF62924C', 8, 1772366760000, '2026-03-01');
INSERT INTO module_progress VALUES ('m', 1, 1, 1, 1, 1, 1, 1000, NULL, 'l', 1772366760000, 1772452800000, X'019CA9450A00705A81C93565EF62924C', 8);
INSERT INTO module_progress VALUES ('n', 1, 1, 1, 1, 0, 0, 1000, 'n.b', NULL, 1772452800000, 1772452800000, X'019CA9450A00705A81C93565EF62924C', 3);
INSERT INTO day VALUES ('2026-03-01', 'm', 1, 1, 1, 1000);
INSERT INTO day VALUES ('2026-03-02', 'n', 1, 1, 0, 1000);
CREATE UNIQUE INDEX presentation_open ON presentation (task) WHERE state = 'open';
CREATE INDEX attempt_order ON attempt (order_ms, device, seq, kind);
CREATE INDEX attempt_module ON attempt (module, order_ms, device, seq, kind, task);
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
COMMIT;
