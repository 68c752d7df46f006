//! The sealing key comes from the environment while another lies in the data folder.

use std::path::Path;

use super::Finding;
use crate::key_file;

/// Only one of two places is looked at, and it is easy to copy the wrong one.
pub fn key_twice(file: &Path) -> Option<Finding> {
    of(std::env::var(key_file::VARIABLE).ok().as_deref(), file)
}

fn of(variable: Option<&str>, file: &Path) -> Option<Finding> {
    let variable = variable?;
    let kept = std::fs::read_to_string(file).ok()?;
    let known: Vec<_> = variable.split(',').map(str::trim).collect();
    let other = kept.lines().map(str::trim).any(|key| !key.is_empty() && !known.contains(&key));
    let sentence = format!(
        "{} holds another key than {}, which alone is used; where nothing is sealed with it any more, put the file away",
        file.display(),
        key_file::VARIABLE
    );
    other.then(|| Finding::look("sealing key", sentence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_different_keys_are_pointed_out() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        assert_eq!(of(Some("one"), &file), None);
        std::fs::write(&file, "one\n").unwrap();
        assert_eq!(of(Some("new, one"), &file), None);
        assert_eq!(of(None, &file), None);
        assert!(of(Some("new"), &file).unwrap().sentence.contains("alone is used"));
    }
}
