SELECT 'device', id FROM device WHERE this = 1;
