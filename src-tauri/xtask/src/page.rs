//! The built page, `ui/dist`: the app carries it inside, so it comes before every build of the app.

use crate::fail::Outcome;
use crate::stamp::Hash;
use crate::step::{already, step};
use crate::{child, node, place};

pub fn build() -> Outcome {
    node::install()?;
    let ui = place::ui();
    let stamp = ui.join("node_modules/.page-stamp");
    let mut hash = Hash::new("npm run build");
    hash.path(&ui, &["node_modules", "dist", "coverage", ".svelte-kit"])?;
    if hash.stands_in(&stamp) && ui.join("dist/index.html").is_file() {
        already("the page", "built from these sources");
        return Ok(());
    }
    step("the page", || {
        child::live(&mut child::npm(&["run", "build"]))?;
        hash.write(&stamp)
    })
}
