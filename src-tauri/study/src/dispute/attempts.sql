-- The attempts that were ever disputed.
SELECT
    'attempt', a.id, a.task, a.task_version, a.module, a.objective, a.kind, a.answer, a.score, a.passed, a.grade,
    a.grader, a.confidence, a.hints, a.spent_ms, a.at_ms, a.offset_min, a.local_day, a.device, a.seq,
    EXISTS (SELECT 1 FROM future_attempt AS f WHERE f.attempt = a.id)
FROM (
    SELECT DISTINCT attempt FROM amendment INDEXED BY amendment_dispute WHERE kind IN ('disputed', 'settled')
) AS d
CROSS JOIN attempt AS a ON a.id = d.attempt;
