UPDATE device SET opened_ms = ? WHERE this = 1;
