INSERT INTO derived (this, rules) VALUES (1, ?)
ON CONFLICT (this) DO UPDATE SET rules = excluded.rules;
