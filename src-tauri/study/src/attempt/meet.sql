-- All that has to be known before an answer is written, in one row: the presentation, whether another device's
-- amendment or first try of the task stands later in the log than the attempt will, whether other presentations of the
-- task have drafts, the derived rows it touches, and which presentation of the task that comes next is open.
SELECT
    'met',
    p.id, p.task, p.task_version, p.module, p.kind, p.objective, p.seed, p.opened_ms, p.hints, p.spent_ms, p.state,
    p.session, p.skipped_for, p.slot_at, p.slot_of,
    EXISTS (
        SELECT 1 FROM amendment AS a
        WHERE a.module = p.module AND (a.order_ms, a.device, a.seq) > (?, ?, ?)
    ) OR EXISTS (
        SELECT 1 FROM first_try AS f
        WHERE f.module = p.module AND f.task = p.task AND (f.first_order, f.first_device, f.first_seq) > (?, ?, ?)
    ),
    EXISTS (SELECT 1 FROM draft AS x WHERE x.task = p.task AND x.presentation <> p.id),
    t.attempts, t.passes, t.best, t.last_score, t.last_passed, t.last_version, t.last_seed, t.last_ms,
    t.last_order, t.last_device, t.last_seq,
    m.attempts, m.passes, m.tasks_answered, m.tasks_passed, m.lessons_opened, m.lessons_read, m.spent_ms,
    m.last_task, m.last_lesson, m.last_ms, m.last_order, m.last_device, m.last_seq,
    d.attempts, d.passes, d.lessons, d.spent_ms,
    (SELECT n.id FROM presentation AS n WHERE n.task = ? AND n.state = 'open' AND n.id <> p.id)
FROM presentation AS p
LEFT JOIN task_progress AS t ON t.module = p.module AND t.task = p.task
LEFT JOIN module_progress AS m ON m.module = p.module
LEFT JOIN day AS d ON d.local_day = ? AND d.module = p.module
WHERE p.id = ?;
