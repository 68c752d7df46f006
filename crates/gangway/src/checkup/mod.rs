//! What `gangway doctor` looks at: each check says what it saw and, where something is wrong, who does what.

mod account;
mod administrators;
mod clock;
mod files;
mod in_step;
mod key_twice;
mod letters;
mod network_disk;
mod open_files;
mod postgres;
mod program;
mod reach;
mod readers;
mod records;
#[cfg(test)]
mod testing;
mod trail;

use serde::Serialize;
use store::Db;

use crate::{cli::Doctor, key_file, settings, wire};

/// How bad it is, the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// As it should be.
    Good,
    /// Works, and someone should look at it.
    Look,
    /// Does not work.
    Broken,
}

/// What one check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was looked at.
    pub what: &'static str,
    /// How bad it is.
    pub verdict: Verdict,
    /// What was seen, and what to do about it.
    pub sentence: String,
}

impl Finding {
    fn good(what: &'static str, sentence: impl Into<String>) -> Self {
        Self { what, verdict: Verdict::Good, sentence: sentence.into() }
    }

    fn look(what: &'static str, sentence: impl Into<String>) -> Self {
        Self { what, verdict: Verdict::Look, sentence: sentence.into() }
    }

    fn broken(what: &'static str, sentence: impl Into<String>) -> Self {
        Self { what, verdict: Verdict::Broken, sentence: sentence.into() }
    }
}

/// Every check, in an order in which what is found first explains what is found later.
pub async fn all(options: &Doctor) -> Vec<Finding> {
    let installation = &options.installation;
    let public = installation.public_address.as_ref();
    let mut findings = vec![
        files::folder(&installation.data),
        files::space(&installation.data),
        files::key(&installation.data.join("key")),
        files::database_rights(&installation.data.join("gangway.sqlite")),
        account::account(),
        open_files::open_files(),
        reach::links(public),
        reach::https(public, options.listen, options.https),
    ];
    findings.extend(key_twice::key_twice(&installation.data.join("key")));
    if installation.database.is_none() {
        findings.push(network_disk::network_disk(&installation.data));
    }
    let embedded = installation.data.join("gangway.sqlite");
    // What is not there is not opened: opening makes it, and a look changes nothing.
    if installation.database.is_none() && !embedded.exists() {
        findings.push(Finding::look("database", "there is none yet; the first start makes it"));
        return findings;
    }
    let address = match settings::database(&installation.data, installation.database.as_deref()) {
        Ok(address) => address,
        Err(error) => {
            findings.push(Finding::broken("database", error.to_string()));
            return findings;
        }
    };
    match Db::behind(&address).await {
        Ok(0) => findings.push(Finding::good("database", "it opens, and its schema is up to date")),
        Ok(_) => {
            let sentence = "its schema is older than this program; make a backup with the program that made it, \
                            then start this one or run `gangway migrate`";
            findings.push(Finding::look("database", sentence));
            return findings;
        }
        Err(error) => {
            let sentence = format!("{error} Is the server running, and the address right?");
            findings.push(Finding::broken("database", sentence));
            return findings;
        }
    }
    // Starting would make a key where there is none, and hide that one was lost.
    if !key_file::given(&installation.data.join("key")) {
        findings.extend(records::sealed_without_key(&address).await);
        return findings;
    }
    match wire::app(installation).await {
        Ok(app) => findings.extend(records::all(&app).await),
        Err(error) => findings.push(Finding::broken("start", error.to_string())),
    }
    findings
}
