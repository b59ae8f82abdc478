INSERT OR REPLACE INTO module_progress (
    module, attempts, passes, tasks_answered, tasks_passed, lessons_opened, lessons_read, spent_ms,
    last_task, last_lesson, last_ms, last_order, last_device, last_seq
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
