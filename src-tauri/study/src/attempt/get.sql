SELECT
    'attempt', a.id, a.task, a.task_version, a.module, a.objective, a.kind, a.answer, a.score, a.passed, a.grade,
    a.grader, a.confidence, a.hints, a.spent_ms, a.at_ms, a.offset_min, a.local_day, a.device, a.seq,
    EXISTS (SELECT 1 FROM future_attempt AS f WHERE f.attempt = a.id)
FROM attempt AS a WHERE a.id = ?;
