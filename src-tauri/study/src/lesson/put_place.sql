INSERT INTO lesson_place (module, lesson, place, at_ms) VALUES (?, ?, ?, ?)
ON CONFLICT (module, lesson) DO UPDATE SET place = excluded.place, at_ms = excluded.at_ms;
