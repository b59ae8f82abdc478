-- What was handed out in a session, the attempts that came of it, and what was later said in their modules.

SELECT 'shown', p.task, p.module, p.state, p.skipped_for
FROM presentation AS p INDEXED BY presentation_session
WHERE p.session = ?
ORDER BY p.opened_ms, p.id;

SELECT
    'attempt', a.id, a.task, a.task_version, a.module, a.objective, a.kind, a.answer, a.score, a.passed, a.grade,
    a.grader, a.confidence, a.hints, a.spent_ms, a.at_ms, a.offset_min, a.local_day, a.device, a.seq,
    EXISTS (SELECT 1 FROM future_attempt AS f WHERE f.attempt = a.id), a.order_ms
FROM presentation AS p INDEXED BY presentation_session
CROSS JOIN attempt AS a ON a.id = p.id
WHERE p.session = ?
ORDER BY a.order_ms, a.device, a.seq;

SELECT 'amendment', a.id, a.order_ms, a.device, a.seq, a.kind, a.module, a.task, a.attempt, a.amendment
FROM (SELECT DISTINCT module FROM presentation INDEXED BY presentation_session WHERE session = ?) AS m
CROSS JOIN amendment AS a INDEXED BY amendment_module ON a.module = m.module;
