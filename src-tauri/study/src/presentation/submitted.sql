UPDATE presentation SET state = 'submitted', spent_ms = max(spent_ms, ?) WHERE id = ?;
