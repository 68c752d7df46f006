//! One person of a recruiting CRM as the pool takes them over.

use model::{
    crm::{Consent as Told, CrmPerson},
    pool::{Consent, Origin},
};
use store::{
    Tx,
    integrations::connection::Connection,
    sourcing::{forget, record},
};

use super::keep::{Said, compose_anew, keep};
use crate::{Actor, App, audit, error::Result};

/// What became of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Became {
    /// New in the pool.
    Made,
    /// Known, and other than before.
    Changed,
    /// As known.
    Same,
    /// Taken out of the pool, because nothing that tells who they are is left there.
    Forgotten,
}

/// Takes somebody over.
pub(super) async fn apply(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    of: &Connection,
    there: CrmPerson,
) -> Result<Became> {
    let known = record::of_system(tx, actor.workspace, of.id, &there.external_id).await?;
    if there.anonymised_at.is_some() {
        let Some(known) = known else { return Ok(Became::Same) };
        forgotten(app, tx, actor, of, &known).await?;
        return Ok(Became::Forgotten);
    }
    let consent = consent(&there);
    if known.as_ref().is_some_and(|known| known.person == there.person && known.consent == consent) {
        return Ok(Became::Same);
    }
    let origin = Origin::System { connection: of.id, external_id: there.external_id, address: String::new() };
    let said = Said { origin, person: there.person, consent, touched_at: there.last_touch };
    let is_known = keep(app, tx, actor, said, known).await?;
    Ok(if is_known { Became::Changed } else { Became::Made })
}

/// Whether they may be written to: what they declined there, they declined here.
fn consent(there: &CrmPerson) -> Consent {
    match there.consent {
        Told::Declined => Consent::Withdrawn,
        _ if !there.subscribed => Consent::Withdrawn,
        Told::Given => Consent::Given,
        Told::Missing | Told::Requested | Told::Unknown => Consent::Unknown,
    }
}

/// Forgets somebody with all that any source said of them. Who applied for a job here stays as an applicant: only the
/// record of that system goes, and an administrator erases the rest where that is asked.
async fn forgotten(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    of: &Connection,
    known: &model::pool::Record,
) -> Result<()> {
    let workspace = actor.workspace;
    let records = record::of_profiles(tx, workspace, &[known.profile]).await?;
    let applied = |one: &model::pool::Record| matches!(one.origin, Origin::Candidate { .. });
    let is_applicant = records.values().flatten().any(applied);
    if is_applicant {
        record::delete(tx, workspace, &[known.id]).await?;
        compose_anew(app, tx, actor, known.profile, None).await?;
    } else {
        forget::profiles(tx, workspace, &[known.profile], app.now()).await?;
    }
    let detail = format!("because they were anonymised in {}", of.name);
    let subject = ("profile", Some(known.profile.into()));
    audit::write(app, tx, actor, "profile.forgotten", subject, detail).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_declined_or_unsubscribed_is_not_written_to() {
        let of =
            |consent, subscribed| super::consent(&CrmPerson { consent, subscribed, ..CrmPerson::default() });
        assert_eq!(of(Told::Given, true), Consent::Given);
        assert_eq!(of(Told::Missing, true), Consent::Unknown);
        assert_eq!(of(Told::Given, false), Consent::Withdrawn);
        assert_eq!(of(Told::Declined, true), Consent::Withdrawn);
    }
}
