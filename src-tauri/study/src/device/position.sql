-- The last row of a device in each part of the log.
SELECT 'position', seq, order_ms FROM (SELECT seq, order_ms FROM attempt WHERE device = ? ORDER BY seq DESC LIMIT 1)
UNION ALL
SELECT 'position', seq, order_ms FROM (SELECT seq, order_ms FROM amendment WHERE device = ? ORDER BY seq DESC LIMIT 1)
UNION ALL
SELECT 'position', seq, order_ms FROM (SELECT seq, order_ms FROM lesson_event WHERE device = ? ORDER BY seq DESC LIMIT 1);
