INSERT INTO device (id, this, first_ms, opened_ms, begun) VALUES (?, 1, ?, ?, 1);
