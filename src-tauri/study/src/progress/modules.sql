-- Every module that anything is known of.
SELECT 'module', module FROM attempt
UNION SELECT 'module', module FROM lesson_event
UNION SELECT 'module', module FROM task_progress
UNION SELECT 'module', module FROM first_try
UNION SELECT 'module', module FROM lesson_progress
UNION SELECT 'module', module FROM module_progress
UNION SELECT 'module', module FROM day;
