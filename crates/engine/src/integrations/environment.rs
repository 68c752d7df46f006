//! An account that is a rehearsal is never joined to a workspace with real people, nor the reverse. Hosts keep stand-ins
//! apart; an account for tests on the vendor's real hosts is told by whoever connects it.

use std::collections::BTreeMap;

use connect::{Manifest, manifest::CredentialKind};
use model::workspace::WorkspaceKind;

use crate::error::{Error, Result};

/// Refuses an account of the other kind, where the vendor's form asks which it is.
///
/// # Errors
/// [`Error::Invalid`] at that field, with the reason.
pub(super) fn insist(
    manifest: &Manifest,
    settings: &BTreeMap<String, String>,
    workspace: WorkspaceKind,
) -> Result<()> {
    let asked = manifest.credential.iter().find(|field| field.kind == CredentialKind::Environment);
    let Some((asked, said)) = asked.and_then(|asked| Some((asked, settings.get(&asked.key)?))) else {
        return Ok(());
    };
    let name = &manifest.name;
    match (WorkspaceKind::parse(said), workspace) {
        (WorkspaceKind::Sandbox, WorkspaceKind::Production) => Err(Error::field(
            asked.key.as_str(),
            format!(
                "This workspace holds real people, and a test account of {name} is not joined to it: what is tried out \
                 there would reach them. Connect the real account here, or the test account in a sandbox workspace."
            ),
        )),
        (WorkspaceKind::Production, WorkspaceKind::Sandbox) => Err(Error::field(
            asked.key.as_str(),
            format!(
                "This is a sandbox workspace, and the real account of {name} is not joined to it: what is tried out here \
                 would reach real people. Connect it in a production workspace."
            ),
        )),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        Manifest::parse(
            r#"
            vendor = "tinker"
            name = "Tinker"
            kind = "crm"
            summary = "A vendor for tests."
            api_version = "1"
            read_on = "2026-11-24"
            docs = "https://tinker.example/docs"
            base = "https://tinker.example"
            hosts = ["tinker.example"]
            secret_headers = []
            log_clear = []
            setup = []
            permission = []
            limits = { in_flight = 1, timeout_seconds = 5, source = "a test" }
            credential = [{ key = "account", label = "Kind of account", kind = "environment" }]
            "#,
        )
    }

    #[test]
    fn unlike_ones_are_not_joined_and_the_reason_is_told() {
        let said = |word: &str| BTreeMap::from([("account".to_owned(), word.to_owned())]);
        let joined = |word: &str, workspace| insist(&manifest(), &said(word), workspace);
        assert!(joined("production", WorkspaceKind::Production).is_ok());
        assert!(joined("sandbox", WorkspaceKind::Sandbox).is_ok());
        for (word, workspace, reason) in [
            ("sandbox", WorkspaceKind::Production, "holds real people"),
            ("production", WorkspaceKind::Sandbox, "sandbox workspace"),
        ] {
            let refused = joined(word, workspace).unwrap_err();
            let problem = &refused.problems()[0];
            assert!(problem.field == "account" && problem.message.contains(reason), "{}", problem.message);
        }
    }
}
