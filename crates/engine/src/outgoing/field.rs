//! A value of an application's field that comes from another system.

use model::{
    CustomFieldId,
    application::Application,
    field::CustomField,
    remote::{RemoteChange, RemoteValue},
};
use store::{
    Conn, Tx,
    hiring::candidate,
    sync::mirror::{self, Kind},
};
use uuid::Uuid;

use super::{
    queue::{Wanted, put, slot},
    there::{self, There},
};
use crate::{Actor, App, Result};

/// Queues the value for the system that both the application and the field come from.
pub(crate) async fn value_set(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    application: &Application,
    field: &CustomField,
    value: &str,
) -> Result<()> {
    for there in there::of(tx, actor.workspace, &[application.id]).await? {
        let Some(theirs) = external(tx, actor, &there, field.id).await? else { continue };
        let told = format!("value of “{}”", field.name);
        set(app, tx, actor, application, &there, RemoteValue { field: theirs, value: value.into() }, told)
            .await?;
    }
    Ok(())
}

/// The field's identifier there, where it comes from there.
async fn external(
    conn: &impl Conn,
    actor: &Actor,
    there: &There,
    field: CustomFieldId,
) -> Result<Option<String>> {
    let rows = mirror::of_local(conn, actor.workspace, Kind::Field, [Uuid::from(field)]).await?;
    let found = rows.into_iter().find(|row| row.connection == there.connection.id && row.gone_at.is_none());
    Ok(found.map(|row| row.external_id))
}

/// Queues a value.
pub(super) async fn set(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    application: &Application,
    there: &There,
    value: RemoteValue,
    told: String,
) -> Result<()> {
    let person = candidate::get(tx, actor.workspace, application.candidate).await?;
    let wanted = Wanted {
        candidate: application.candidate,
        candidate_name: person.map(|one| one.profile.full_name()).unwrap_or_default(),
        slot: slot("field", &value.field),
        change: RemoteChange::SetField(value),
        told,
    };
    put(app, tx, actor, there, wanted).await
}
