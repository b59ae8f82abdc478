SELECT 'total', count(*) FROM attempt WHERE ifnull(kind = ?, 1);
