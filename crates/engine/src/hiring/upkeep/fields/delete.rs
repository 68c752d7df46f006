//! Taking a custom field away.

use model::{CustomFieldId, access::Right, remote::FieldSubject};
use store::hiring::field;

use super::find;
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    hiring::upkeep::tags::many,
    sync::origin::refuse_if_synced_field,
};

/// Takes a field away with every value it has, and says how many those were.
///
/// # Errors
/// [`Error::Denied`](crate::Error::Denied); [`Error::NotFound`](crate::Error::NotFound).
pub async fn delete(app: &App, actor: &Actor, id: CustomFieldId) -> Result<u64> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    let gone = find(&tx, actor, id).await?;
    refuse_if_synced_field(&tx, actor.workspace, id.into()).await?;
    let values = field::count_values(&tx, actor.workspace, id).await?;
    field::delete(&tx, actor.workspace, id).await?;
    let from = many(values, "candidate's value", "candidates' values");
    let detail = format!("Took the candidate field {} away with {from}", gone.name);
    audit::write(app, &tx, actor, "custom_field.deleted", ("custom_field", Some(id.into())), detail).await?;
    tx.commit().await?;
    Ok(values)
}

/// Takes a field of applications away with every value it has.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn delete_of_applications(app: &App, actor: &Actor, id: CustomFieldId) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    let all = field::of(&tx, actor.workspace, FieldSubject::Application).await?;
    let gone = all.into_iter().find(|field| field.id == id).ok_or(Error::NotFound("custom field"))?;
    refuse_if_synced_field(&tx, actor.workspace, id.into()).await?;
    field::delete(&tx, actor.workspace, id).await?;
    let detail = format!("Took the application field {} away with its values", gone.name);
    audit::write(app, &tx, actor, "custom_field.deleted", ("custom_field", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use model::{candidate::Candidate, field::FieldKind};
    use store::hiring::candidate;

    use super::*;
    use crate::{
        hiring::upkeep::fields::{create::create, list},
        people::testing::benches,
    };

    #[tokio::test]
    async fn a_field_goes_with_its_values_and_says_how_many() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let workspace = boss.actor.workspace;
            let id = create(app, &boss.actor, "Shoe size", FieldKind::Integer, "").await.unwrap();
            let person = Candidate { id: app.id(), profile: Default::default() };
            let tx = app.db.begin().await.unwrap();
            candidate::insert(&tx, workspace, &person, app.now()).await.unwrap();
            field::set_value(&tx, workspace, person.id, id, "44").await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(list(app, &boss.actor).await.unwrap()[0].1, 1);
            assert_eq!(delete(app, &boss.actor, id).await.unwrap(), 1, "{}", bench.kind());
            assert!(field::values(&app.db, workspace, person.id).await.unwrap().is_empty());
            assert!(matches!(delete(app, &boss.actor, id).await, Err(Error::NotFound(_))));
        }
    }
}
