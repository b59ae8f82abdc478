INSERT INTO future_attempt (attempt) VALUES (?);
