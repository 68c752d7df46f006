//! The x-ray of a connection: each permission that its vendor's manifest names, and what the last test found of it.

use std::collections::BTreeMap;

use connect::manifest::{Api, Permission};
use jiff::Timestamp;
use model::{ConnectionId, connection::Probe};
use store::integrations::permission::{self, Loss};

use super::get;
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// What a connection's key may do.
#[derive(Clone, Debug)]
pub struct Xray {
    /// When it was found; `None` where the key was never tested.
    pub tested_at: Option<Timestamp>,
    /// Each permission, in the manifest's order.
    pub permissions: Vec<Standing>,
}

/// One permission of a key.
#[derive(Clone, Debug)]
pub struct Standing {
    /// What it is.
    pub of: &'static Permission,
    /// What the last test found.
    pub probe: Probe,
    /// What was seen, in a sentence.
    pub detail: String,
    /// Where it was granted once and is missing now.
    pub loss: Option<Loss>,
}

impl Xray {
    /// How many are granted, missing, or not known.
    pub fn count(&self, probe: Probe) -> usize {
        self.permissions.iter().filter(|one| one.probe == probe).count()
    }

    /// Those that are missing.
    pub fn missing(&self) -> impl Iterator<Item = &Standing> {
        self.permissions.iter().filter(|one| one.probe == Probe::Missing)
    }

    /// Those of each heading, both in the manifest's order; under an empty heading where the vendor has none.
    pub fn groups(&self) -> Vec<(&'static str, Vec<&Standing>)> {
        let mut groups: Vec<(&'static str, Vec<&Standing>)> = vec![];
        for one in &self.permissions {
            match groups.iter_mut().find(|(heading, _)| *heading == one.of.group) {
                Some((_, under)) => under.push(one),
                None => groups.push((&one.of.group, vec![one])),
            }
        }
        groups
    }
}

/// What the last test of a connection found.
///
/// # Errors
/// [`Error::NotFound`] where there is no such connection, or this program has no connector for it.
pub async fn permissions(app: &App, actor: &Actor, id: ConnectionId) -> Result<Xray> {
    let connection = get(app, actor, id).await?;
    let manifest = app.connector(&connection.vendor).ok_or(Error::NotFound("app"))?.manifest();
    let api = connection.settings.get(Api::SETTING).map_or("", String::as_str);
    let lost = permission::lost_by(&app.db, id).await?;
    let mut lost: BTreeMap<_, _> = lost.into_iter().map(|loss| (loss.permission.clone(), loss)).collect();
    let found = connection.report.unwrap_or_default().permissions;
    let mut found: BTreeMap<_, _> = found.into_iter().map(|found| (found.key.clone(), found)).collect();
    let standing = |of: &'static Permission| {
        let found = found.remove(&of.key);
        Standing {
            of,
            probe: found.as_ref().map_or(Probe::Unknown, |found| found.probe),
            detail: found.map(|found| found.detail).unwrap_or_default(),
            loss: lost.remove(&of.key),
        }
    };
    Ok(Xray {
        tested_at: connection.checked_at,
        permissions: manifest
            .permission
            .iter()
            .filter(|one| one.api.is_empty() || one.api == api)
            .map(standing)
            .collect(),
    })
}
