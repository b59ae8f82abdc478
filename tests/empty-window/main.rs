//! The smallest Tauri window there is: one page, one command.
//!
//! The page calls `painted` after its second animation frame; the command writes the file that
//! `ANNOTATION_ACADEMY_READY_FILE` names, as the app does. `cargo xtask bench` waits for that file.

fn main() {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![painted])
        .run(tauri::generate_context!())
        .expect("a window opens where there is a display");
}

#[tauri::command]
fn painted() -> Result<(), String> {
    match std::env::var_os("ANNOTATION_ACADEMY_READY_FILE") {
        Some(file) => std::fs::write(file, "painted\n").map_err(|e| e.to_string()),
        None => Ok(()),
    }
}
