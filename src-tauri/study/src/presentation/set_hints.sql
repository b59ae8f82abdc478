UPDATE presentation SET hints = ? WHERE id = ?;
