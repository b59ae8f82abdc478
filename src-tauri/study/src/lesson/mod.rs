//! Lessons: opened, read to which place, marked as read.

use crate::effective::{Derived, LessonFact, LessonKind, LessonRow};
use crate::progress::{change, of_lesson};
use crate::record::Store;
use crate::sql::{Columns, Script, tag, values};
use crate::{Error, Now, Record};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonProgress {
    pub module: String,
    pub lesson: String,
    pub first_opened_ms: i64,
    /// When it was last opened or marked.
    pub last_opened_ms: i64,
    /// Where reading stopped, in the caller's measure.
    pub place: u32,
    /// When it was marked as read; none while it is not.
    pub read_ms: Option<i64>,
}

impl LessonProgress {
    pub(crate) fn new(place: u32, (module, lesson): (String, String), row: LessonRow) -> Self {
        Self {
            module,
            lesson,
            first_opened_ms: row.first_ms,
            last_opened_ms: row.last_ms,
            place,
            read_ms: row.read.map(|(ms, _)| ms),
        }
    }
}

const INSERT: &str = include_str!("insert.sql");
const PUT_PLACE: &str = include_str!("put_place.sql");
const GET_PLACE: &str = include_str!("get_place.sql");

impl Record {
    pub async fn lesson_opened(&self, module: &str, lesson: &str, now: Now) -> Result<(), Error> {
        let mut store = self.store().await.map_err(Error::writing)?;
        let known = store.lesson_row(module, lesson, now).await.map_err(Error::writing)?.0;
        self.lesson_event(&mut store, known, (module, lesson), LessonKind::Opened, now).await
    }

    /// Keeps where reading stopped. A lesson that was never opened is opened by it.
    pub async fn lesson_place(&self, module: &str, lesson: &str, place: u32, now: Now) -> Result<(), Error> {
        let mut store = self.store().await.map_err(Error::writing)?;
        let known = store.lesson_row(module, lesson, now).await.map_err(Error::writing)?.0;
        if known.lessons.is_empty() {
            self.lesson_event(&mut store, known, (module, lesson), LessonKind::Opened, now).await?;
        }
        let mut script = Script::default();
        script.add(PUT_PLACE, values![module, lesson, place, now.utc_ms]);
        self.commit(&mut store, script).await
    }

    /// Marks the lesson as read or takes the mark away; nothing happens where it is so already.
    pub async fn lesson_read(&self, module: &str, lesson: &str, read: bool, now: Now) -> Result<(), Error> {
        let mut store = self.store().await.map_err(Error::writing)?;
        let known = store.lesson_row(module, lesson, now).await.map_err(Error::writing)?.0;
        if known.lessons.values().any(|lesson| lesson.read.is_some()) == read {
            return Ok(());
        }
        let kind = if read { LessonKind::Read } else { LessonKind::Unread };
        self.lesson_event(&mut store, known, (module, lesson), kind, now).await
    }

    /// None while the lesson has never been opened.
    pub async fn lesson(&self, module: &str, lesson: &str) -> Result<Option<LessonProgress>, Error> {
        let mut store = self.store().await.map_err(Error::reading)?;
        let anywhen = Now { utc_ms: 0, offset_min: 0 };
        let (known, place) = store.lesson_row(module, lesson, anywhen).await.map_err(Error::reading)?;
        Ok(known.lessons.into_iter().next().map(|(key, row)| LessonProgress::new(place, key, row)))
    }

    /// Appends to the log and brings the derived rows along. `known` are those the event touches.
    async fn lesson_event(
        &self,
        store: &mut Store,
        known: Derived,
        (module, lesson): (&str, &str),
        kind: LessonKind,
        now: Now,
    ) -> Result<(), Error> {
        let stamp = store.log.next(now);
        let event = LessonFact {
            stamp,
            module: module.to_owned(),
            lesson: lesson.to_owned(),
            kind,
            at_ms: now.utc_ms,
            local_day: now.local_day(),
        };
        let mut after = known.clone();
        after.add_lesson(&event);
        let mut script = Script::default();
        script.add(
            INSERT,
            values![
                stamp.device,
                stamp.seq,
                module,
                lesson,
                kind.word(),
                now.utc_ms,
                now.offset_min,
                &event.local_day,
                stamp.order_ms,
            ],
        );
        change(&mut script, &known, &after);
        self.commit_logged(store, script, stamp).await
    }
}

impl Store {
    /// The derived rows an event of the lesson would touch now, and the place of reading.
    async fn lesson_row(&mut self, module: &str, lesson: &str, now: Now) -> sqlx::Result<(Derived, u32)> {
        let mut script = Script::default();
        of_lesson(&mut script, module, lesson, &now.local_day());
        script.add(GET_PLACE, values![module, lesson]);
        let rows = script.rows(&mut self.connection).await?;
        let place = match rows.iter().find(|row| tag(row).is_ok_and(|tag| tag == "place")) {
            Some(row) => Columns::of(row).count()?,
            None => 0,
        };
        Ok((Derived::of(&rows)?, place))
    }
}
