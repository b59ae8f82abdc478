-- Those that have ended, latest first.
SELECT
    'session', id, form, asked, plan, seed, limit_ms, started_ms, offset_min, local_day, boot, boot_ms, elapsed_ms,
    ended, ended_ms
FROM session INDEXED BY session_ended
WHERE ended_ms IS NOT NULL
ORDER BY ended_ms DESC, id DESC
LIMIT ?;
