INSERT INTO task_snapshot (task, version, face, key) VALUES (?, ?, ?, ?)
ON CONFLICT (task, version) DO NOTHING;
