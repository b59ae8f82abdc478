INSERT INTO slot_count (kind, slot_of, slot_at, times) VALUES (?, ?, ?, ?)
ON CONFLICT (kind, slot_of, slot_at) DO UPDATE SET times = excluded.times;
