SELECT
    'first', module, task, attempt, first_order, first_device, first_seq, kind, objective, passed, score, hints,
    confidence, spent_ms, at_ms, disputed
FROM first_try ORDER BY first_order, first_device, first_seq;
