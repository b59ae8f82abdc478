SELECT 'total', count(*) FROM attempt WHERE module = ? AND ifnull(kind = ?, 1);
