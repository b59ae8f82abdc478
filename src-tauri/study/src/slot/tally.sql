SELECT 'tally', kind, slot_of, slot_at, count(*)
FROM presentation WHERE slot_of IS NOT NULL GROUP BY kind, slot_of, slot_at;
