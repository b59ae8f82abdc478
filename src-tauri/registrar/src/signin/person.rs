//! Whose address it is.

use crate::args;
use crate::core::Core;
use crate::db::{Outcome, Tx};
use crate::keys;
use crate::trouble::Trouble;

/// The person of an address that was proved by a code; made if new.
pub async fn by_email(tx: &mut Tx, core: &Core, email: &str) -> Outcome<String> {
    let sql = "INSERT INTO person (id, email, created_ms) VALUES ($1, $2, $3) ON CONFLICT (email) DO NOTHING";
    tx.run(sql, args![keys::new_id(), email, core.now_ms()]).await?;
    let row = tx.row("SELECT id FROM person WHERE email = $1 AND erased_ms IS NULL", args![email]).await?;
    row.ok_or_else(|| Trouble::broken("an erased person still has an address"))?.text("id")
}
