//! What a person does in the vendor's system before a connection is added, with links to the very pages.

use std::collections::BTreeMap;

use connect::{Credentials, Manifest, manifest::CredentialKind, subdomain};
use model::access::Right;

use crate::{
    Actor, App,
    error::{Error, Result},
};

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetupStep {
    /// What to do.
    pub text: String,
    /// Where, once enough is known to say so.
    pub link: Option<String>,
    /// The API that needs it; empty where all do.
    pub api: String,
}

/// A vendor's facts and what is to be done there; `typed` is what is known so far, a half-typed address among it.
///
/// # Errors
/// [`Error::NotFound`] where no such system can be connected.
pub fn setup(
    app: &App,
    actor: &Actor,
    vendor: &str,
    typed: &Credentials,
) -> Result<(&'static Manifest, Vec<SetupStep>)> {
    actor.require(Right::IntegrationsManage)?;
    let manifest = app.connector(vendor).ok_or(Error::NotFound("app"))?.manifest();
    Ok((manifest, steps(manifest, typed)))
}

fn steps(manifest: &Manifest, typed: &Credentials) -> Vec<SetupStep> {
    // A secret never becomes part of an address.
    let known: BTreeMap<String, String> = manifest
        .credential
        .iter()
        .filter(|field| field.kind == CredentialKind::Subdomain)
        .filter_map(|field| {
            let label = subdomain::company_part(typed.get(&field.key), &field.host_suffix).ok()?;
            Some((field.key.clone(), label))
        })
        .collect();
    let linked =
        |link: &str| Some(Manifest::fill(link, &known)).filter(|l| !l.is_empty() && !l.contains('{'));
    manifest
        .setup
        .iter()
        .map(|step| SetupStep { text: step.text.clone(), link: linked(&step.link), api: step.api.clone() })
        .collect()
}

#[cfg(test)]
mod tests {
    use connect::{Connector, manifest};

    use super::*;
    use crate::handoff::tests::memory::MemoryHr;

    #[test]
    fn a_link_stands_only_once_the_company_is_known() {
        let mut manifest = MemoryHr::default().manifest().clone();
        let link = "https://{subdomain}.example.com/keys".to_owned();
        manifest.setup = vec![manifest::SetupStep { text: "Make a key.".into(), link, api: String::new() }];
        let link = |typed: &str| {
            let typed = Credentials::new([("subdomain".to_owned(), typed.to_owned().into())]);
            steps(&manifest, &typed)[0].link.clone()
        };
        assert_eq!(link("acme.example.com"), Some("https://acme.example.com/keys".into()));
        assert_eq!(link(""), None);
        assert_eq!(link("https://evil.test/x"), None);
    }
}
