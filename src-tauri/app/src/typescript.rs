//! Gathers the wire types into one TypeScript module.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use ts_rs::{Config, TS, TypeVisitor};

/// Declarations by name, with everything they depend on.
#[derive(Default)]
pub(crate) struct Types {
    declarations: BTreeMap<String, String>,
}

struct Visit<'a>(&'a mut Types);

impl TypeVisitor for Visit<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.0.add::<T>();
    }
}

/// Numbers cross as JavaScript numbers; all of ours stay below 2^53.
fn config() -> Config {
    Config::new().with_large_int("number")
}

impl Types {
    pub(crate) fn add<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() {
            let name = T::ident(&config());
            if self.declarations.contains_key(&name) {
                return;
            }
            self.declarations.insert(name, T::decl(&config()));
        }
        T::visit_dependencies(&mut Visit(self));
        T::visit_generics(&mut Visit(self));
    }

    pub(crate) fn name<T: TS>(&self) -> String {
        T::name(&config())
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.declarations.keys().cloned().collect()
    }

    pub(crate) fn module(&self, table: &[(&str, String, String)]) -> String {
        let mut out =
            String::from("// Generated from the table of commands in src-tauri/app by `cargo xtask types`.\n\n");
        for declaration in self.declarations.values() {
            let _ = writeln!(out, "export {declaration}\n");
        }
        out.push_str("export interface Commands {\n");
        for (name, request, reply) in table {
            let _ = writeln!(out, "  {name}: {{ request: {request}; reply: {reply} }};");
        }
        out.push_str("}\n");
        out
    }
}
