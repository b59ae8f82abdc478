SELECT 'slot', kind, slot_of, slot_at, times FROM slot_count;
