INSERT INTO attempt (
    id, task, task_version, module, objective, kind, answer, score, passed, grade, grader, confidence, hints, spent_ms,
    at_ms, offset_min, local_day, device, seq, order_ms
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
