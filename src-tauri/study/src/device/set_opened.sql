UPDATE device SET opened_ms = ?, begun = begun + 1 WHERE this = 1;
