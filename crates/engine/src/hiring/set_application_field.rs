//! An application's value of a custom field.

use model::{ApplicationId, CustomFieldId, access::Right, remote::FieldSubject};
use store::hiring::{field, field_value};

use super::the_application;
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    outgoing,
    screening::changed,
};

/// Keeps an application's value; an empty one is "not known". Where both come from another system, the value is
/// carried there. A refusal is said at the field's identifier.
///
/// # Errors
/// [`Error::Invalid`] where the field does not take the value.
pub async fn set_application_field(
    app: &App,
    actor: &Actor,
    application: ApplicationId,
    id: CustomFieldId,
    value: &str,
) -> Result<()> {
    actor.require(Right::CandidatesWrite)?;
    let tx = app.db.begin().await?;
    let application = the_application(&tx, actor.workspace, application).await?;
    let all = field::of(&tx, actor.workspace, FieldSubject::Application).await?;
    let of = all.into_iter().find(|field| field.id == id).ok_or(Error::NotFound("custom field"))?;
    let value = of.accept(value).map_err(|error| Error::field(id.to_string(), error.to_string()))?;
    let values = if value.is_empty() { vec![] } else { vec![(application.id, id, value.clone())] };
    field_value::replace_of_applications(&tx, actor.workspace, &[application.id], &[id], &values).await?;
    let (concerned, why) = ([(application.id, application.job)], format!("Changed {}", of.name));
    changed::applications(app, &tx, actor.workspace, &concerned, &why).await?;
    let subject = ("candidate", Some(application.candidate.into()));
    audit::write(app, &tx, actor, "application.field_set", subject, format!("Changed {}", of.name)).await?;
    outgoing::value_set(app, &tx, actor, &application, &of, &value).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}
