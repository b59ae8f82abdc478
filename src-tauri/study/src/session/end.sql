UPDATE session SET open = NULL, ended = ?, ended_ms = ? WHERE id = ? AND open = 1;
