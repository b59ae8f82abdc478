-- The derived rows that a lesson's event touches: among the days its own and that of the last reading.

SELECT
    'lesson', module, lesson, first_ms, last_ms, last_order, last_device, last_seq,
    mark_order, mark_device, mark_seq, read_ms, read_day
FROM lesson_progress WHERE module = ? AND lesson = ?;

SELECT
    'module', module, attempts, passes, tasks_answered, tasks_passed, lessons_opened, lessons_read, spent_ms,
    last_task, last_lesson, last_ms, last_order, last_device, last_seq
FROM module_progress WHERE module = ?;

SELECT 'day', local_day, module, attempts, passes, lessons, spent_ms
FROM day
WHERE module = ?
    AND (local_day = ? OR local_day = (SELECT read_day FROM lesson_progress WHERE module = ? AND lesson = ?));
