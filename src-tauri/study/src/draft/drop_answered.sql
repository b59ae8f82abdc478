-- The task has been answered: its drafts go, but not that of another presentation which is open.
DELETE FROM draft
WHERE task = ?
    AND NOT EXISTS (SELECT 1 FROM presentation AS p WHERE p.id = draft.presentation AND p.state = 'open');
