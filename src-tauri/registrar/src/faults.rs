//! Places at which a test kills the process. Release builds have none.
//!
//! `REGISTRAR_KILL_AT=17` ends the process, as `kill -9` would, at the 17th place it reaches; `REGISTRAR_PLACES=FILE` writes
//! down each place that is reached, one on a line.

/// A place between two steps has been reached.
#[cfg(debug_assertions)]
pub fn reach(place: &str) {
    use std::io::Write;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU64, Ordering};
    struct Plan {
        kill_at: Option<u64>,
        list: Option<std::ffi::OsString>,
    }
    static PLAN: OnceLock<Plan> = OnceLock::new();
    static REACHED: AtomicU64 = AtomicU64::new(0);
    let plan = PLAN.get_or_init(|| Plan {
        kill_at: std::env::var("REGISTRAR_KILL_AT").ok().and_then(|n| n.parse().ok()),
        list: std::env::var_os("REGISTRAR_PLACES"),
    });
    if plan.kill_at.is_none() && plan.list.is_none() {
        return;
    }
    let number = REACHED.fetch_add(1, Ordering::SeqCst) + 1;
    if let Some(list) = &plan.list
        && let Ok(mut file) = std::fs::OpenOptions::new().create(true).append(true).open(list)
    {
        let _ = writeln!(file, "{number} {place}");
    }
    if plan.kill_at == Some(number) {
        std::process::abort();
    }
}

#[cfg(not(debug_assertions))]
#[inline(always)]
pub fn reach(_place: &str) {}
