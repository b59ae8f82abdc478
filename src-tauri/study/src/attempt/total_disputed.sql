SELECT 'total', count(*)
FROM (SELECT unhex(value) AS id FROM json_each(?)) AS d
CROSS JOIN attempt AS a ON a.id = d.id
WHERE ifnull(a.module = ?, 1) AND ifnull(a.kind = ?, 1);
