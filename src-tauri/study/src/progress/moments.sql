SELECT 'moment', id, order_ms, device, seq, at_ms FROM attempt;
SELECT 'flagged', attempt FROM future_attempt;
