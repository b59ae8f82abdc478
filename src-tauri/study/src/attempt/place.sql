SELECT 'place', order_ms, device, seq FROM attempt WHERE id = ?;
