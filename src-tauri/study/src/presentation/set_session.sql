UPDATE presentation SET session = ? WHERE id = ?;
