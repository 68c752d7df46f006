//! The key that seals secrets: from the environment, or from a file that only its owner can read.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use engine::dice::Dice;
use store::seal::Vault;

use crate::output::Failure;

/// Holds the keys in base64, the one in use first, separated by commas.
pub const VARIABLE: &str = "GANGWAY_KEY";

/// Whether there is a key already, in the environment or in the file.
pub fn given(file: &Path) -> bool {
    std::env::var_os(VARIABLE).is_some() || file.exists()
}

/// The vault with the keys of the environment, else of the key file, which is made where there is none.
///
/// # Errors
/// Where the file can be read by others, or holds no key.
pub fn vault(file: &Path, dice: &Dice) -> Result<Vault, Failure> {
    if let Ok(keys) = std::env::var(VARIABLE) {
        return Ok(Vault::new(keys.split(',').map(str::trim))?);
    }
    if !file.exists() {
        make(file, dice)?;
    }
    let mode = fs::metadata(file)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(format!(
            "the key file {} can be read by others (mode {mode:o}). Nothing was started; run: chmod 600 {}",
            file.display(),
            file.display()
        )
        .into());
    }
    let text = fs::read_to_string(file)?;
    Ok(Vault::new(text.lines().map(str::trim).filter(|line| !line.is_empty()))?)
}

/// Puts a new key in front of those in the file, so that it seals from now on and the old ones still open.
///
/// # Errors
/// Where the file can't be written.
pub fn add(file: &Path, dice: &Dice) -> Result<(), Failure> {
    let old = fs::read_to_string(file)?;
    let new = file.with_extension("new");
    write(&new, &format!("{}\n{old}", STANDARD.encode(dice.bytes::<32>())))?;
    fs::rename(new, file)?;
    Ok(())
}

/// Leaves only the key in use in the file, once nothing is sealed with the others.
///
/// # Errors
/// Where the file can't be written.
pub fn keep_first(file: &Path) -> Result<(), Failure> {
    let old = fs::read_to_string(file)?;
    let new = file.with_extension("new");
    write(&new, &format!("{}\n", old.lines().next().unwrap_or_default()))?;
    fs::rename(new, file)?;
    Ok(())
}

fn make(file: &Path, dice: &Dice) -> Result<(), Failure> {
    write(file, &format!("{}\n", STANDARD.encode(dice.bytes::<32>())))
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    let mut out = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(file)?;
    out.write_all(text.as_bytes())?;
    out.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dice() -> Dice {
        Dice::from_seed([3; 32])
    }

    #[test]
    fn a_key_file_is_made_once_and_only_for_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        vault(&file, &dice()).unwrap();
        let first = fs::read_to_string(&file).unwrap();
        vault(&file, &dice()).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), first);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_key_file_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        vault(&file, &dice()).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        let refusal = vault(&file, &dice()).err().unwrap();
        assert!(refusal.to_string().contains("chmod 600"), "{refusal}");
    }

    #[test]
    fn a_new_key_stands_first_until_the_old_ones_go() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        vault(&file, &dice()).unwrap();
        let old = fs::read_to_string(&file).unwrap();
        add(&file, &Dice::from_seed([4; 32])).unwrap();
        let both = fs::read_to_string(&file).unwrap();
        assert!(both.ends_with(&old) && both.lines().count() == 2);
        keep_first(&file).unwrap();
        assert_eq!(
            fs::read_to_string(&file).unwrap().lines().collect::<Vec<_>>(),
            [both.lines().next().unwrap()]
        );
    }
}
