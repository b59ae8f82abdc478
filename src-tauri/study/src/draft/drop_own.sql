DELETE FROM draft WHERE task = ? AND presentation = ?;
