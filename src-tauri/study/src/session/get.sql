SELECT
    'session', id, form, asked, plan, seed, limit_ms, started_ms, offset_min, local_day, boot, boot_ms, elapsed_ms,
    ended, ended_ms
FROM session WHERE id = ?;
