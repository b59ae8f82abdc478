INSERT INTO draft (task, presentation, task_version, answer, saved_ms)
VALUES (?, ?, ?, ?, ?)
ON CONFLICT (task, presentation) DO UPDATE SET
    task_version = excluded.task_version, answer = excluded.answer, saved_ms = excluded.saved_ms;
