UPDATE presentation SET state = ? WHERE id = ?;
