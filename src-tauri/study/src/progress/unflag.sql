DELETE FROM future_attempt WHERE attempt = ?;
