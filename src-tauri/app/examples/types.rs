//! Writes what is generated from the table of commands: `cargo xtask types`.

use std::fs;

fn main() -> std::io::Result<()> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    fs::write(format!("{root}/ui/src/lib/host/generated.ts"), app::commands::typescript())?;
    fs::write(format!("{root}/src-tauri/desktop/permissions/commands.toml"), app::commands::permissions())
}
