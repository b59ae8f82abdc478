INSERT INTO task_progress (
    module, task, attempts, passes, best, last_score, last_passed, last_version, last_seed, last_ms,
    last_order, last_device, last_seq
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (module, task) DO UPDATE SET
    attempts = excluded.attempts, passes = excluded.passes, best = excluded.best,
    last_score = excluded.last_score, last_passed = excluded.last_passed, last_version = excluded.last_version,
    last_seed = excluded.last_seed, last_ms = excluded.last_ms, last_order = excluded.last_order,
    last_device = excluded.last_device, last_seq = excluded.last_seq;
