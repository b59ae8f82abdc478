SELECT 'place', place FROM lesson_place WHERE module = ? AND lesson = ?;
