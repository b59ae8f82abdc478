-- The device's attempts whose clock stood ahead of a moment. order_ms is never less than at_ms, and has the index.
INSERT INTO future_attempt (attempt)
SELECT id FROM attempt WHERE order_ms > ? AND at_ms > ? AND device = ?
ON CONFLICT DO NOTHING;
