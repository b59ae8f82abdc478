use std::path::Path;
use tauri_build::{AppManifest, Attributes};

fn main() {
    for (file, mend) in
        [("ui/dist/index.html", "the page is not built"), ("gen/course.pack", "the course is not packed")]
    {
        println!("cargo:rerun-if-changed={file}");
        assert!(
            Path::new(file).exists(),
            "{file}: {mend}. Run `cargo xtask run` or `cargo xtask test`, which make it."
        );
    }
    // A committed permissions file turns the access list of our own commands on.
    let manifest = AppManifest::new().permissions_path_pattern("src-tauri/desktop/permissions/**/*.toml");
    let attributes =
        Attributes::new().capabilities_path_pattern("src-tauri/desktop/capabilities/**/*").app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        panic!("the window's configuration does not hold together: {error:#}");
    }
}
