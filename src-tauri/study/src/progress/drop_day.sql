DELETE FROM day WHERE local_day = ? AND module = ?;
