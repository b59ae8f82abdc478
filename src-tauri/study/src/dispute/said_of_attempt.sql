-- What was said in the dispute of an attempt, what takes that back, and so on.
WITH RECURSIVE said (id) AS (
    SELECT id FROM amendment INDEXED BY amendment_dispute WHERE kind IN ('disputed', 'settled') AND attempt = ?
    UNION
    SELECT a.id FROM said AS s CROSS JOIN amendment AS a INDEXED BY amendment_taking_back ON a.amendment = s.id
)
SELECT
    'said', a.id, a.order_ms, a.device, a.seq, a.kind, a.module, a.task, a.attempt, a.amendment, a.body, a.at_ms
FROM said AS s CROSS JOIN amendment AS a ON a.id = s.id;
