INSERT INTO day (local_day, module, attempts, passes, lessons, spent_ms)
VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (local_day, module) DO UPDATE SET
    attempts = excluded.attempts, passes = excluded.passes, lessons = excluded.lessons, spent_ms = excluded.spent_ms;
