SELECT 'flag', task FROM task_flag WHERE flagged = 1 ORDER BY module, task;
