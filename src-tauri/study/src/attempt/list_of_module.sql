-- Newest first, before a place in the log.
SELECT
    'attempt', a.id, a.task, a.task_version, a.module, a.objective, a.kind, a.answer, a.score, a.passed, a.grade,
    a.grader, a.confidence, a.hints, a.spent_ms, a.at_ms, a.offset_min, a.local_day, a.device, a.seq,
    EXISTS (SELECT 1 FROM future_attempt AS f WHERE f.attempt = a.id)
FROM attempt AS a INDEXED BY attempt_module
WHERE a.module = ? AND (a.order_ms, a.device, a.seq) < (?, ?, ?) AND ifnull(a.kind = ?, 1)
    AND ifnull(a.passed = ?, 1)
ORDER BY a.order_ms DESC, a.device DESC, a.seq DESC
LIMIT ?;
