INSERT INTO presentation (
    id, task, task_version, module, kind, objective, seed, opened_ms, hints, spent_ms, state, session,
    slot_at, slot_of
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 'open', ?, ?, ?);
