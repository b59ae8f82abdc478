INSERT OR REPLACE INTO task_progress (
    module, task, attempts, passes, best, last_score, last_passed, last_version, last_seed, last_ms,
    last_order, last_device, last_seq
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
