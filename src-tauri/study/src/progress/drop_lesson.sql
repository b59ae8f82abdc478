DELETE FROM lesson_progress WHERE module = ? AND lesson = ?;
