//! What is in this process's memory stays there, and goes when it is given back.

use std::alloc::System;
use zeroizing_alloc::ZeroAlloc;

/// Memory is wiped as it is given back, so that no copy of a secret is left in it, whoever made the copy.
#[global_allocator]
static MEMORY: ZeroAlloc<System> = ZeroAlloc(System);

/// A crash writes no core file, of this process or of those that it starts: WebKit's hold what is typed.
#[cfg(unix)]
pub fn keep_off_the_disk() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Where the system refuses, its own limit stands: usually none is written either.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

/// Elsewhere the system asks the person before it keeps anything of a crash.
#[cfg(not(unix))]
pub fn keep_off_the_disk() {}
