UPDATE device SET opened_ms = opened_ms WHERE this = 1;
