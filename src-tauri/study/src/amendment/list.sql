SELECT 'amendment', id, kind, module, task, attempt, amendment, body, at_ms
FROM amendment WHERE module = ? ORDER BY order_ms, device, seq;
