//! Making what is missing there, as far as the system and the key allow.

use connect::VendorError;
use model::{
    ConnectionId,
    field::FieldKind,
    remote::{FieldSubject, NewField},
};

use super::{Setup, look, view};
use crate::{
    Actor, App, audit,
    error::Result,
    integrations::{changeable, health, open::open},
    screening::write_back::{call_all_of, places::Lacks},
};

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// What is there now, by name.
    pub made: Vec<String>,
    /// What is not, by name, and why.
    pub failed: Vec<(String, VendorError)>,
}

/// Makes the fields and tags that are missing there. It may be called again: what is there is looked at first, and
/// nothing is made twice.
///
/// # Errors
/// As [`view`]. What the other system refuses is told in [`Made::failed`].
pub async fn make_missing(app: &App, actor: &Actor, id: ConnectionId) -> Result<Made> {
    let setup = view(app, actor, id).await?;
    let (mut made, mut failed) = (vec![], vec![]);
    let mut calls = vec![];
    match open(app, actor.kind, &setup.connection) {
        Err(error) => failed.extend(wanted(&setup).into_iter().map(|new| (new.name, error.clone()))),
        Ok(open) => {
            if let Some(ats) = open.connector.ats() {
                for new in wanted(&setup) {
                    match ats.make_field(&open.ctx, &new).await {
                        Ok(_) => made.push(new.name),
                        Err(error) => failed.push((new.name, error)),
                    }
                }
                let missing = setup.tags.iter().filter(|one| setup.makes.tags && one.is_there == Some(false));
                for missing in missing {
                    match ats.make_tag(&open.ctx, &missing.tag).await {
                        Ok(()) => made.push(missing.tag.name.clone()),
                        Err(error) => failed.push((missing.tag.name.clone(), error)),
                    }
                }
            }
            calls = open.ctx.http.calls();
        }
    }
    keep(app, actor, &setup, &made, calls, failed.first().map(|(_, error)| error)).await?;
    Ok(Made { made, failed })
}

/// The fields that have to be made, or lack choices.
fn wanted(setup: &Setup) -> Vec<NewField> {
    let new = |name: &str, kind: FieldKind, options: Vec<String>| NewField {
        name: name.to_owned(),
        subject: FieldSubject::Application,
        kind,
        options,
    };
    let wanted = setup.fields.iter().filter(|_| setup.makes.fields).filter_map(|field| match &field.place {
        // One that somebody chose and that is gone is chosen anew, not made.
        Err(Lacks::Field) if setup.target.fields.contains_key(field.part.as_str()) => None,
        Err(Lacks::Field | Lacks::Kind(_)) => Some(new(&field.name, field.part.kind(), field.part.options())),
        Err(Lacks::Options(place, _)) => Some(new(&place.name, place.kind, field.part.options())),
        Ok(_) => None,
    });
    wanted.collect()
}

async fn keep(
    app: &App,
    actor: &Actor,
    setup: &Setup,
    made: &[String],
    calls: Vec<connect::CallEntry>,
    problem: Option<&VendorError>,
) -> Result<()> {
    let (id, space) = (setup.connection.id, actor.workspace);
    let tx = app.db.begin().await?;
    let connection = changeable(&tx, actor, id).await?;
    health::record(app, &tx, &connection, None, calls, problem).await?;
    if !made.is_empty() {
        let detail = format!("Made in “{}”: {}", connection.name, made.join(", "));
        let subject = ("connection", Some(id.into()));
        audit::write(app, &tx, actor, "screening.fields_made", subject, detail).await?;
    }
    tx.commit().await?;
    if made.is_empty() {
        return Ok(());
    }
    look(app, actor, &connection).await?;
    let tx = app.db.begin().await?;
    if setup.target.stopped_at.is_none() {
        call_all_of(app, &tx, space, id).await?;
    }
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}
