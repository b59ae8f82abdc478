SELECT 'rules', rules FROM derived WHERE this = 1;
