INSERT INTO module_progress (
    module, attempts, passes, tasks_answered, tasks_passed, lessons_opened, lessons_read, spent_ms,
    last_task, last_lesson, last_ms, last_order, last_device, last_seq
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (module) DO UPDATE SET
    attempts = excluded.attempts, passes = excluded.passes, tasks_answered = excluded.tasks_answered,
    tasks_passed = excluded.tasks_passed, lessons_opened = excluded.lessons_opened,
    lessons_read = excluded.lessons_read, spent_ms = excluded.spent_ms, last_task = excluded.last_task,
    last_lesson = excluded.last_lesson, last_ms = excluded.last_ms, last_order = excluded.last_order,
    last_device = excluded.last_device, last_seq = excluded.last_seq;
