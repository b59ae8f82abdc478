//! What the learner has set, as words the caller understands.

use crate::sql::{Columns, Script, values};
use crate::{Error, Record};

const GET: &str = include_str!("get.sql");
const PUT: &str = include_str!("put.sql");

impl Record {
    pub async fn setting(&self, key: &str) -> Result<Option<String>, Error> {
        let mut store = self.store().await.map_err(Error::reading)?;
        let mut script = Script::default();
        script.add(GET, values![key]);
        let rows = script.rows(&mut store.connection).await.map_err(Error::reading)?;
        rows.first().map(|row| Columns::of(row).next()).transpose().map_err(Error::reading)
    }

    pub async fn set_setting(&self, key: &str, value: &str) -> Result<(), Error> {
        let mut store = self.store().await.map_err(Error::writing)?;
        let mut script = Script::default();
        script.add(PUT, values![key, value]);
        self.commit(&mut store, script).await
    }
}
