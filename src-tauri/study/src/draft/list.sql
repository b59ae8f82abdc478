SELECT 'draft', d.presentation, d.task, d.task_version, p.module, p.kind, d.saved_ms
FROM draft AS d
JOIN presentation AS p ON p.id = d.presentation
ORDER BY d.saved_ms DESC, d.presentation DESC;
