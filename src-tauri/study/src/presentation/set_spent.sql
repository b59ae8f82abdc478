UPDATE presentation SET spent_ms = max(spent_ms, ?) WHERE id = ?;
