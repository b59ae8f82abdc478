DELETE FROM first_try WHERE module = ? AND task = ?;
