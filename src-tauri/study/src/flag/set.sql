INSERT INTO task_flag (module, task, flagged, at_ms) VALUES (?, ?, ?, ?)
ON CONFLICT (module, task) DO UPDATE SET flagged = excluded.flagged, at_ms = excluded.at_ms
WHERE flagged <> excluded.flagged;
