-- The log of a module, as far as the derived tables follow from it.

SELECT
    'attempt', a.id, a.order_ms, a.device, a.seq, a.module, a.task, a.task_version, a.kind, a.objective, p.seed,
    a.score, a.passed, a.hints, a.confidence, a.spent_ms, a.at_ms, a.local_day
FROM attempt AS a
-- Each attempt has its presentation: one that cannot be found is damage, and its NULL is refused as such.
LEFT JOIN presentation AS p ON p.id = a.id
WHERE a.module = ?;

SELECT 'amendment', id, order_ms, device, seq, kind, module, task, attempt, amendment
FROM amendment WHERE module = ?;

SELECT 'event', order_ms, device, seq, module, lesson, kind, at_ms, local_day
FROM lesson_event WHERE module = ?;
