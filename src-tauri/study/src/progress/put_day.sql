INSERT OR REPLACE INTO day (local_day, module, attempts, passes, lessons, spent_ms)
VALUES (?, ?, ?, ?, ?, ?);
