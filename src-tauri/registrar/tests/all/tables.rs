//! The tables themselves.

use crate::world::{World, both};
use registrar::args;

both! {
    async fn the_audit_is_append_only(world: World) {
        let db = &world.registrar.core.db;
        let sql = "INSERT INTO audit (id, at_ms, actor, action, subject, reason_digest) VALUES ($1, 1, 'a', 'b', 'c', 'd')";
        db.run(sql, args!["one"]).await.unwrap();
        assert!(db.run("UPDATE audit SET actor = 'x' WHERE id = $1", args!["one"]).await.is_err());
        assert!(db.run("DELETE FROM audit WHERE id = $1", args!["one"]).await.is_err());
        let row = db.row("SELECT actor FROM audit", &[]).await.unwrap().unwrap();
        assert_eq!(row.text("actor").unwrap(), "a");
    }

    async fn numbers_count_up_across_transactions(world: World) {
        let db = &world.registrar.core.db;
        for expected in 1..=3 {
            let mut tx = db.begin().await.unwrap();
            assert_eq!(tx.count("test").await.unwrap(), expected);
            tx.commit().await.unwrap();
        }
        let mut tx = db.begin().await.unwrap();
        assert_eq!(tx.count("test").await.unwrap(), 4);
        drop(tx);
        let mut tx = db.begin().await.unwrap();
        assert_eq!(tx.count("test").await.unwrap(), 4);
    }
}
