SELECT
    'presentation', id, task, task_version, module, kind, objective, seed, opened_ms, hints, spent_ms, state,
    session, skipped_for, slot_at, slot_of
FROM presentation WHERE id = ?;

SELECT 'snapshot', s.face, s.key
FROM attempt AS a
JOIN task_snapshot AS s ON s.task = a.task AND s.version = a.task_version
WHERE a.id = ?;

SELECT 'number', count(*)
FROM attempt AS a
JOIN attempt AS b INDEXED BY attempt_module
    ON b.module = a.module AND b.task = a.task AND (b.order_ms, b.device, b.seq) <= (a.order_ms, a.device, a.seq)
WHERE a.id = ?;
