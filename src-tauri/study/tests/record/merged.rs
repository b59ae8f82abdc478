//! Another device's log taken in, past the record, as it will be from a backup: rows of the log, then a rebuild.

use crate::world::*;
use std::path::Path;
use study::Record;

/// Takes the log in `from` into the record in `folder`.
pub async fn take_in(record: &Record, folder: &Path, from: &Path) {
    let mut raw = raw(folder).await;
    let other = from.join("record.db");
    let sql = format!(
        "ATTACH '{}' AS other;
         INSERT INTO device SELECT id, NULL, first_ms, opened_ms, begun FROM other.device WHERE true ON CONFLICT DO NOTHING;
         INSERT INTO presentation SELECT * FROM other.presentation WHERE state = 'submitted' ON CONFLICT DO NOTHING;
         INSERT INTO task_snapshot SELECT * FROM other.task_snapshot WHERE true ON CONFLICT DO NOTHING;
         INSERT INTO attempt SELECT * FROM other.attempt WHERE true ON CONFLICT DO NOTHING;
         INSERT INTO amendment SELECT * FROM other.amendment WHERE true ORDER BY order_ms, device, seq ON CONFLICT DO NOTHING;
         INSERT INTO lesson_event SELECT * FROM other.lesson_event WHERE true ON CONFLICT DO NOTHING;",
        other.display()
    );
    run(&mut raw, &sql).await.unwrap();
    sqlx::Connection::close(raw).await.unwrap();
    record.rebuild().await.unwrap();
}
