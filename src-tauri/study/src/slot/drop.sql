DELETE FROM slot_count WHERE kind = ? AND slot_of = ? AND slot_at = ?;
