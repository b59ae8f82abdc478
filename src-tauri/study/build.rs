//! `sqlx::migrate!` reads the folder when it is compiled; a new file in it must compile it again.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
