//! Fields and labels that are made in the system in memory, and what is ours alone in its applications.

use connect::{VendorError, error::Result};
use model::remote::{
    NewField, OwnTag, OwnValue, RemoteApplication, RemoteField, RemoteTag, RemoteValue, TagStep,
};

/// What the company has there.
#[derive(Default)]
pub(crate) struct Company {
    pub fields: Vec<RemoteField>,
    pub tags: Vec<RemoteTag>,
    /// Whether programs may make any.
    pub closed: bool,
    pub made: usize,
}

impl Company {
    pub fn make_field(&mut self, new: &NewField) -> Result<RemoteField> {
        if self.closed {
            return Err(VendorError::Forbidden("the key may not make fields".into()));
        }
        let place = self.fields.iter().position(|field| field.name == new.name);
        let place = place.unwrap_or_else(|| {
            self.made += 1;
            self.fields.push(RemoteField {
                external_id: format!("f{}", self.made),
                name: new.name.clone(),
                subject: new.subject,
                kind: new.kind,
                options: vec![],
            });
            self.fields.len() - 1
        });
        let field = &mut self.fields[place];
        if field.kind != new.kind {
            return Err(VendorError::Conflict(format!("a field “{}” is there", new.name)));
        }
        for option in &new.options {
            if !field.options.contains(option) {
                field.options.push(option.clone());
            }
        }
        Ok(field.clone())
    }

    pub fn make_tag(&mut self, tag: &RemoteTag) {
        if !self.tags.contains(tag) {
            self.made += 1;
            self.tags.push(tag.clone());
        }
    }
}

/// Whether something was written, and what was left.
pub(super) fn fill(there: &mut RemoteApplication, values: &[OwnValue]) -> (bool, Vec<String>) {
    let (mut written, mut left) = (false, vec![]);
    for own in values {
        let now = there.fields.iter().find(|kept| kept.field == own.field);
        let now = now.map_or("", |kept| kept.value.as_str());
        if now == own.value {
            continue;
        }
        if !own.is_ours(now, |one, other| one == other) {
            left.push(own.field.clone());
            continue;
        }
        written = true;
        there.fields.retain(|kept| kept.field != own.field);
        if !own.value.is_empty() {
            there.fields.push(RemoteValue { field: own.field.clone(), value: own.value.clone() });
        }
    }
    (written, left)
}

/// As [`fill`].
pub(super) fn label(there: &mut RemoteApplication, own: &OwnTag) -> (bool, Vec<String>) {
    match own.step(|tag| there.tags.contains(tag)) {
        TagStep::Nothing => (false, vec![]),
        TagStep::Leave(theirs) => (false, theirs),
        TagStep::Change { .. } => {
            there.tags.retain(|kept| !own.of.contains(kept));
            there.tags.extend(own.tag.clone());
            (true, vec![])
        }
    }
}
