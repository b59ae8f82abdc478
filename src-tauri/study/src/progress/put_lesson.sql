INSERT OR REPLACE INTO lesson_progress (
    module, lesson, first_ms, last_ms, last_order, last_device, last_seq,
    mark_order, mark_device, mark_seq, read_ms, read_day
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
