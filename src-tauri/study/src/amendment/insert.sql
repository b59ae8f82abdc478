INSERT INTO amendment (
    id, kind, module, task, attempt, amendment, body, at_ms, offset_min, device, seq, order_ms
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
