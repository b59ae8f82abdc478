UPDATE session SET boot = ?, boot_ms = ?, elapsed_ms = max(elapsed_ms, ?) WHERE id = ? AND open = 1;
