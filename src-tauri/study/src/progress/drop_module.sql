DELETE FROM module_progress WHERE module = ?;
