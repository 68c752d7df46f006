//! `fields[kind]` and `extra_fields[kind]`.

use std::collections::HashMap;

use crate::pinpoint::sandbox::resources;

/// Which attributes and relationships to show, by kind.
#[derive(Debug, Default)]
pub struct Fields {
    only: HashMap<&'static str, Vec<String>>,
    extra: HashMap<&'static str, Vec<String>>,
}

impl Fields {
    /// Shows only these of a kind. `None` where the kind or a field is unknown.
    pub fn only(&mut self, kind: &str, names: &str) -> Option<()> {
        let resource = resources::find(kind)?;
        let names: Vec<String> = split(names).collect();
        let known = names.iter().all(|name| resource.has_field(name));
        known.then(|| self.only.insert(resource.kind, names)).map(|_| ())
    }

    /// Shows these costly ones too. `None` where the kind or a field is unknown, or is not costly.
    pub fn extra(&mut self, kind: &str, names: &str) -> Option<()> {
        let resource = resources::find(kind)?;
        let names: Vec<String> = split(names).collect();
        let known = names.iter().all(|name| resource.has_extra(name));
        known.then(|| self.extra.insert(resource.kind, names)).map(|_| ())
    }

    /// Whether an ordinary attribute or a relationship is shown.
    pub fn shows(&self, kind: &str, name: &str) -> bool {
        self.only.get(kind).is_none_or(|only| only.iter().any(|known| known == name))
    }

    /// Whether a costly attribute is shown. Asking is enough, also beside `fields`.
    pub fn shows_extra(&self, kind: &str, name: &str) -> bool {
        self.extra.get(kind).is_some_and(|extra| extra.iter().any(|known| known == name))
    }
}

fn split(names: &str) -> impl Iterator<Item = String> {
    names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned)
}
