UPDATE session SET open = NULL, ended = 'left', ended_ms = ? WHERE open = 1;
