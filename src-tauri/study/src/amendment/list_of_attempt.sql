SELECT 'amendment', id, kind, module, task, attempt, amendment, body, at_ms
FROM amendment WHERE attempt = ? ORDER BY order_ms, device, seq;
