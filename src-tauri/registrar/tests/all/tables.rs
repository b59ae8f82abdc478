//! The tables themselves.

use crate::world::{World, both};
use registrar::args;
use registrar::audit::{self, Act};
use registrar::db::Row;

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

    async fn what_the_audit_says_is_not_said_anew(world: World) {
        let core = &world.registrar.core;
        let act = |change: &str| Act {
            actor: "system",
            action: "name.correct",
            subject: "enrolment:1",
            reason: "As agreed.",
            change: change.into(),
        };
        let mut tx = core.db.begin().await.unwrap();
        audit::write(&mut tx, core, act("from A to B")).await.unwrap();
        tx.commit().await.unwrap();
        for sql in [
            "UPDATE audit_reason SET reason = 'Another.'",
            "UPDATE audit_reason SET change = 'from A to C'",
            "UPDATE audit_reason SET audit_id = audit_id",
            "INSERT INTO audit_reason (audit_id, reason, change) SELECT audit_id, 'Another.', change FROM audit_reason
             WHERE true ON CONFLICT (audit_id) DO UPDATE SET reason = excluded.reason",
        ] {
            assert!(core.db.run(sql, &[]).await.is_err(), "{sql}");
        }
        if !core.db.is_postgres() {
            for sql in [
                "INSERT OR REPLACE INTO audit_reason (audit_id, reason, change) SELECT audit_id, 'x', 'y' FROM audit_reason",
                "INSERT OR REPLACE INTO audit (id, at_ms, actor, action, subject, reason_digest)
                 SELECT id, 1, 'a', 'b', 'c', 'd' FROM audit",
            ] {
                assert!(core.db.run(sql, &[]).await.is_err(), "{sql}");
            }
        }
        let sql = "SELECT a.id, a.reason_digest, r.reason, r.change FROM audit a JOIN audit_reason r ON r.audit_id = a.id";
        let row = core.db.row(sql, &[]).await.unwrap().unwrap();
        let fits = |row: &Row| {
            let digest = audit::digest(core, &row.text("reason").unwrap(), &row.text("change").unwrap());
            row.text("reason_digest").unwrap() == digest
        };
        assert!(fits(&row) && row.text("change").unwrap() == "from A to B");
        // It can go, and then nothing else can pass for it.
        core.db.run("DELETE FROM audit_reason", &[]).await.unwrap();
        for (reason, change) in [("As agreed.", "from A to C"), ("Another.", "from A to B"), ("As agreed.f", "rom A to B")] {
            let forge = "INSERT INTO audit_reason (audit_id, reason, change) VALUES ($1, $2, $3)";
            core.db.run(forge, args![row.text("id").unwrap(), reason, change]).await.unwrap();
            assert!(!fits(&core.db.row(sql, &[]).await.unwrap().unwrap()), "{reason} {change}");
            core.db.run("DELETE FROM audit_reason", &[]).await.unwrap();
        }
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
