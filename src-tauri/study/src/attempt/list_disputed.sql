-- Newest first, before a place in the log, of those named.
SELECT
    'attempt', a.id, a.task, a.task_version, a.module, a.objective, a.kind, a.answer, a.score, a.passed, a.grade,
    a.grader, a.confidence, a.hints, a.spent_ms, a.at_ms, a.offset_min, a.local_day, a.device, a.seq,
    EXISTS (SELECT 1 FROM future_attempt AS f WHERE f.attempt = a.id)
FROM (SELECT unhex(value) AS id FROM json_each(?)) AS d
CROSS JOIN attempt AS a ON a.id = d.id
WHERE ifnull(a.module = ?, 1) AND (a.order_ms, a.device, a.seq) < (?, ?, ?) AND ifnull(a.kind = ?, 1)
ORDER BY a.order_ms DESC, a.device DESC, a.seq DESC
LIMIT ?;
