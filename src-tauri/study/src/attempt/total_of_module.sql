SELECT 'total', count(*)
FROM attempt INDEXED BY attempt_module WHERE module = ? AND ifnull(kind = ?, 1) AND ifnull(passed = ?, 1);
