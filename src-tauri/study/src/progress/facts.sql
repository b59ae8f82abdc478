-- The log of a module, as far as the derived tables follow from it.

SELECT
    'attempt', id, order_ms, device, seq, module, task, task_version, score, passed, spent_ms, at_ms, local_day
FROM attempt WHERE module = ?;

SELECT 'amendment', id, order_ms, device, seq, kind, module, task, attempt, amendment
FROM amendment WHERE module = ?;

SELECT 'event', order_ms, device, seq, module, lesson, kind, at_ms, local_day
FROM lesson_event WHERE module = ?;
