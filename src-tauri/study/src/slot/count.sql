INSERT INTO slot_count (kind, slot_of, slot_at, times) VALUES (?, ?, ?, 1)
ON CONFLICT (kind, slot_of, slot_at) DO UPDATE SET times = times + 1;
