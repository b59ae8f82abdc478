INSERT INTO lesson_progress (
    module, lesson, first_ms, last_ms, last_order, last_device, last_seq,
    mark_order, mark_device, mark_seq, read_ms, read_day
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (module, lesson) DO UPDATE SET
    first_ms = excluded.first_ms, last_ms = excluded.last_ms, last_order = excluded.last_order,
    last_device = excluded.last_device, last_seq = excluded.last_seq, mark_order = excluded.mark_order,
    mark_device = excluded.mark_device, mark_seq = excluded.mark_seq, read_ms = excluded.read_ms,
    read_day = excluded.read_day;
