DELETE FROM task_progress WHERE module = ? AND task = ?;
