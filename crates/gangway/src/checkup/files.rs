//! Checks of what lies on the disk.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use super::Finding;
use crate::key_file;

/// Below this, a database can't grow for long. In KiB.
const LITTLE_SPACE: u64 = 1024 * 1024;

/// The data folder is there and can be written.
pub fn folder(data: &Path) -> Finding {
    let what = "data folder";
    if !data.is_dir() {
        return Finding::look(what, format!("{} is not there yet; the first start makes it", data.display()));
    }
    match tempfile::NamedTempFile::new_in(data) {
        Ok(_) => Finding::good(what, format!("{} can be written", data.display())),
        Err(error) => Finding::broken(
            what,
            format!(
                "{} can't be written ({error}); give it to the user that Gangway runs as",
                data.display()
            ),
        ),
    }
}

/// There is room for the database to grow.
pub fn space(data: &Path) -> Finding {
    let what = "disk space";
    let place = data.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
    let free = rustix::fs::statvfs(place).ok().map(|found| found.f_bavail * found.f_frsize / 1024);
    match free {
        Some(free) if free < LITTLE_SPACE => Finding::look(
            what,
            format!("only {} MiB are free; make room before the database needs it", free / 1024),
        ),
        Some(free) => Finding::good(what, format!("{} MiB are free", free / 1024)),
        None => Finding::look(what, "it could not be found out how much is free"),
    }
}

/// The key that seals secrets is there, and only its owner can read it.
pub fn key(file: &Path) -> Finding {
    let what = "sealing key";
    if std::env::var_os(key_file::VARIABLE).is_some() {
        return Finding::good(what, format!("it comes from {}", key_file::VARIABLE));
    }
    match fs::metadata(file) {
        Err(_) => {
            Finding::look(what, format!("{} is not there yet; the first start makes it", file.display()))
        }
        Ok(found) if found.permissions().mode() & 0o077 != 0 => Finding::broken(
            what,
            format!("{} can be read by others; run: chmod 600 {}", file.display(), file.display()),
        ),
        Ok(_) => Finding::good(what, "only its owner can read it; keep a copy apart from the backups"),
    }
}

/// The embedded database is not open to everyone on the machine.
pub fn database_rights(file: &Path) -> Finding {
    let what = "database file";
    match fs::metadata(file) {
        Err(_) => Finding::good(what, "there is no embedded database here"),
        Ok(found) if found.permissions().mode() & 0o004 != 0 => Finding::look(
            what,
            format!(
                "every user of this machine can read it, candidates and all; run: chmod 640 {}",
                file.display()
            ),
        ),
        Ok(_) => Finding::good(what, "others can't read it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkup::Verdict;

    #[test]
    fn a_key_that_others_can_read_is_broken() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        assert_eq!(key(&file).verdict, Verdict::Look);
        fs::write(&file, "x").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(key(&file).verdict, Verdict::Broken);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(key(&file).verdict, Verdict::Good);
    }

    #[test]
    fn a_database_that_everyone_can_read_is_pointed_out() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("gangway.sqlite");
        fs::write(&file, "x").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(database_rights(&file).verdict, Verdict::Look);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(database_rights(&file).verdict, Verdict::Good);
    }
}
