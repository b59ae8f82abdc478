UPDATE device SET begun = begun + 1 WHERE this = 1;
