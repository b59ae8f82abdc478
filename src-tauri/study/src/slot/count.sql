INSERT OR REPLACE INTO slot_count (kind, slot_of, slot_at, times)
VALUES (?, ?, ?, 1 + ifnull((SELECT times FROM slot_count WHERE kind = ? AND slot_of = ? AND slot_at = ?), 0));
