UPDATE presentation SET state = 'skipped', skipped_for = ifnull(?, skipped_for) WHERE id = ?;
