//! Making a custom field.

use model::{
    CustomFieldId,
    access::Right,
    field::{CustomField, FieldKind},
    remote::FieldSubject,
};
use store::hiring::field;

use super::options;
use crate::{
    Actor, App, audit,
    error::Result,
    hiring::upkeep::tags::{name, unless_taken},
};

/// Makes a field of candidates; `typed_options` has one option a line and counts only for a kind that has options. The fields of
/// the error are `name` and `options`.
///
/// # Errors
/// [`Error::Denied`](crate::Error::Denied); [`Error::Invalid`](crate::Error::Invalid) where the name is missing or
/// taken, or the options are missing or stand twice.
pub async fn create(
    app: &App,
    actor: &Actor,
    named: &str,
    kind: FieldKind,
    typed_options: &str,
) -> Result<CustomFieldId> {
    create_of(app, actor, FieldSubject::Candidate, named, kind, typed_options).await
}

/// Makes a field of candidates or of applications, as [`create`] does.
///
/// # Errors
/// As for [`create`].
pub async fn create_of(
    app: &App,
    actor: &Actor,
    of: FieldSubject,
    named: &str,
    kind: FieldKind,
    typed_options: &str,
) -> Result<CustomFieldId> {
    actor.require(Right::WorkspaceManage)?;
    let name = name(named, "the field")?;
    let options =
        if kind.has_options() { options(typed_options.lines().map(String::from))? } else { Vec::new() };
    let made = CustomField { id: app.id(), name, kind, options };
    let tx = app.db.begin().await?;
    let insert = field::insert_of(&tx, actor.workspace, of, &made, app.now()).await;
    insert.map_err(|error| unless_taken(error, &made.name))?;
    let detail = format!("Made the {} field {}", of.as_str(), made.name);
    let subject = ("custom_field", Some(made.id.into()));
    audit::write(app, &tx, actor, "custom_field.created", subject, detail).await?;
    tx.commit().await?;
    Ok(made.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{hiring::upkeep::fields::list, people::testing::benches};

    #[tokio::test]
    async fn each_kind_can_be_made_and_a_choice_needs_options() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            for kind in FieldKind::ALL {
                bench.later(1);
                create(app, &boss.actor, kind.as_str(), kind, "Day\n\n Night ").await.unwrap();
            }
            let fields = list(app, &boss.actor).await.unwrap();
            assert_eq!(fields.iter().map(|(field, _)| field.kind).collect::<Vec<_>>(), FieldKind::ALL);
            assert!(fields[0].0.options.is_empty());
            assert_eq!(fields[7].0.options, ["Day", "Night"], "{}", bench.kind());
            for (name, options, field) in [
                ("Shift", "", "options"),
                ("Shift", "a\nA", "options"),
                ("date", "a", "name"),
                ("", "a", "name"),
            ] {
                let refusal =
                    create(app, &boss.actor, name, FieldKind::SingleSelect, options).await.unwrap_err();
                assert_eq!(refusal.problems()[0].field, field, "{name} {options}");
            }
        }
    }
}
