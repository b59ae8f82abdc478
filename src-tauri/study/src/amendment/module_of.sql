SELECT 'attempt', module FROM attempt WHERE id = ?;
SELECT 'amendment', module FROM amendment WHERE id = ?;
