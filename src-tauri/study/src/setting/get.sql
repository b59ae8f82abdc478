SELECT 'setting', value FROM setting WHERE key = ?;
