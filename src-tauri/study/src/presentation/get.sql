-- A presentation and its draft. An open one without a draft takes up the latest draft of its task.
SELECT
    'open', p.id, p.task, p.task_version, p.module, p.kind, p.objective, p.seed, p.opened_ms, p.hints, p.spent_ms, p.state,
    p.session, p.skipped_for, p.slot_at, p.slot_of,
    d.answer, d.task_version, d.saved_ms
FROM presentation AS p
LEFT JOIN draft AS d ON d.task = p.task AND d.presentation = (
    SELECT presentation
    FROM (
        SELECT x.presentation, x.presentation = p.id AS own, x.saved_ms
        FROM draft AS x
        WHERE x.task = p.task AND (x.presentation = p.id OR p.state = 'open')
    )
    ORDER BY own DESC, saved_ms DESC, presentation DESC
    LIMIT 1
)
WHERE p.id = ?;
