INSERT INTO first_try (
    module, task, attempt, first_order, first_device, first_seq, kind, objective, passed, score, hints, confidence,
    spent_ms, at_ms, disputed
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (module, task) DO UPDATE SET
    attempt = excluded.attempt, first_order = excluded.first_order, first_device = excluded.first_device,
    first_seq = excluded.first_seq, kind = excluded.kind, objective = excluded.objective, passed = excluded.passed,
    score = excluded.score, hints = excluded.hints, confidence = excluded.confidence, spent_ms = excluded.spent_ms,
    at_ms = excluded.at_ms, disputed = excluded.disputed;
