INSERT INTO device (id, this, first_ms, opened_ms) VALUES (?, 1, ?, ?);
