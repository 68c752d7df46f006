//! What the options of an installation come to: an address of a database, the sandboxes' addresses.

use std::{collections::BTreeMap, fs, path::Path};

use connect::hosts::Sandboxes;

use crate::{cli::Installation, output::Failure};

/// The database's address: the one given, else the embedded database in the data folder, which is made.
///
/// # Errors
/// Where the folder can't be made.
pub fn database(data: &Path, given: Option<&str>) -> Result<String, Failure> {
    fs::create_dir_all(data)
        .map_err(|error| format!("the data folder {} can't be made: {error}", data.display()))?;
    Ok(match given {
        Some(address) => address.to_owned(),
        None => format!("sqlite:{}", data.join("gangway.sqlite").display()),
    })
}

/// The stand-ins' addresses out of `VENDOR=ADDRESS`.
///
/// # Errors
/// A sentence for each that is not of that form.
pub fn sandboxes(installation: &Installation) -> Result<Sandboxes, Failure> {
    let read = |pair: &String| -> Result<_, Failure> {
        let (vendor, address) =
            pair.split_once('=').ok_or_else(|| format!("--sandboxes takes VENDOR=ADDRESS, not “{pair}”"))?;
        let address = address.parse().map_err(|error| format!("“{address}” is not an address: {error}"))?;
        Ok((vendor.to_owned(), address))
    };
    Ok(Sandboxes(installation.sandboxes.iter().map(read).collect::<Result<BTreeMap<_, _>, _>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sandbox_is_given_by_vendor_and_address() {
        let mut installation = Installation {
            data: "data".into(),
            database: None,
            sandboxes: vec!["x=http://127.0.0.1:1".into()],
            trust: None,
            public_address: None,
        };
        assert_eq!(sandboxes(&installation).unwrap().0["x"].as_str(), "http://127.0.0.1:1/");
        installation.sandboxes = vec!["http://127.0.0.1:1".into()];
        assert!(sandboxes(&installation).is_err());
    }
}
