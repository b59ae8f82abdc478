//! Tasks that the learner has flagged, to come back to. A bookmark, not history.

use crate::sql::{Script, values};
use crate::{Error, Now, Record};

const SET: &str = include_str!("set.sql");
pub(crate) const LIST: &str = include_str!("list.sql");

impl Record {
    /// Flags the task, or takes the flag away; nothing happens where it is so already.
    pub async fn set_flag(&self, module: &str, task: &str, flagged: bool, now: Now) -> Result<(), Error> {
        let mut store = self.store().await.map_err(Error::writing)?;
        let mut script = Script::default();
        script.add(SET, values![module, task, flagged, now.utc_ms]);
        self.commit(&mut store, script).await
    }
}
