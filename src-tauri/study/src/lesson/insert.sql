INSERT INTO lesson_event (device, seq, module, lesson, kind, at_ms, offset_min, local_day, order_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);
