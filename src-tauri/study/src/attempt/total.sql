SELECT 'total', count(*) FROM attempt INDEXED BY attempt_order WHERE ifnull(kind = ?, 1) AND ifnull(passed = ?, 1);
