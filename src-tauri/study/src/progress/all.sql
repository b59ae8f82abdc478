SELECT
    'task', module, task, attempts, passes, best, last_score, last_passed, last_version, last_seed, last_ms,
    last_order, last_device, last_seq
FROM task_progress;

SELECT
    'lesson', module, lesson, first_ms, last_ms, last_order, last_device, last_seq,
    mark_order, mark_device, mark_seq, read_ms, read_day
FROM lesson_progress;

SELECT 'place', module, lesson, place FROM lesson_place;

SELECT
    'module', module, attempts, passes, tasks_answered, tasks_passed, lessons_opened, lessons_read, spent_ms,
    last_task, last_lesson, last_ms, last_order, last_device, last_seq
FROM module_progress;

SELECT 'day', local_day, module, attempts, passes, lessons, spent_ms
FROM day WHERE local_day = ?;
