INSERT OR REPLACE INTO slot_count (kind, slot_of, slot_at, times) VALUES (?, ?, ?, ?);
