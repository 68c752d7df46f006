//! Lists of people, and projects: a list for a job, on which everybody stands somewhere.

use model::{JobId, PoolListId, ProfileId, access::Right, pool::Profile};
use store::{
    Tx,
    sourcing::{list, profile},
};

pub use list::List;

use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Where somebody stands in a project, with what a page says.
pub const STANDINGS: [(&str, &str); 6] = [
    ("new", "New"),
    ("good_fit", "Good fit"),
    ("not_a_fit", "Not a fit"),
    ("contacted", "Contacted"),
    ("replied", "Replied"),
    ("scheduled", "Scheduled"),
];

/// Every list with how many people are on it.
///
/// # Errors
/// [`Error::Denied`].
pub async fn all(app: &App, actor: &Actor) -> Result<Vec<(List, u64)>> {
    actor.require(Right::SourcingUse)?;
    Ok(list::all(&app.db, actor.workspace).await?)
}

/// A list and who is on it, each with where they stand.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn get(app: &App, actor: &Actor, id: PoolListId) -> Result<(List, Vec<(Profile, String)>)> {
    actor.require(Right::SourcingUse)?;
    let one = list::get(&app.db, actor.workspace, id).await?.ok_or(Error::NotFound("list"))?;
    let members = list::members(&app.db, actor.workspace, id).await?;
    let ids: Vec<ProfileId> = members.iter().map(|(id, _)| *id).collect();
    let mut known = profile::of_ids(&app.db, actor.workspace, &ids).await?;
    let on_it = members.into_iter().filter_map(|(id, standing)| Some((known.remove(&id)?, standing)));
    Ok((one, on_it.collect()))
}

/// Makes a list; one for a job is that job's project.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] with the field `name`; [`Error::Conflict`] where the name is taken.
pub async fn make(app: &App, actor: &Actor, name: &str, job: Option<JobId>) -> Result<PoolListId> {
    actor.require(Right::SourcingUse)?;
    let name: String = name.trim().chars().take(120).collect();
    if name.is_empty() {
        return Err(Error::field("name", "Give the list a name."));
    }
    let made = List { id: app.id(), name, job, made_by: actor.name.clone() };
    let tx = app.db.begin().await?;
    list::insert(&tx, actor.workspace, &made, app.now()).await.map_err(|error| match error {
        store::Error::Taken(_) => Error::Conflict(error.to_string()),
        other => other.into(),
    })?;
    let told = format!("Made the list {}", made.name);
    audit::write(app, &tx, actor, "list.made", ("list", Some(made.id.into())), told).await?;
    tx.commit().await?;
    Ok(made.id)
}

/// Puts people on a list; who is there already stays as they are.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn add(app: &App, actor: &Actor, id: PoolListId, people: &[ProfileId]) -> Result<()> {
    let (tx, one) = changing(app, actor, id).await?;
    let known = profile::of_ids(&tx, actor.workspace, people).await?;
    let people: Vec<ProfileId> = known.into_keys().collect();
    list::add(&tx, actor.workspace, id, &people, &actor.name, app.now()).await?;
    changed(app, tx, actor, &one, &people, "Put people on the list").await
}

/// Takes people off a list.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn remove(app: &App, actor: &Actor, id: PoolListId, people: &[ProfileId]) -> Result<()> {
    let (tx, one) = changing(app, actor, id).await?;
    list::remove(&tx, actor.workspace, id, people).await?;
    changed(app, tx, actor, &one, people, "Took people off the list").await
}

/// Keeps where somebody stands in a project.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`] where they are not on it, or there is no such standing.
pub async fn stand(app: &App, actor: &Actor, id: PoolListId, who: ProfileId, standing: &str) -> Result<()> {
    let (tx, one) = changing(app, actor, id).await?;
    let known = STANDINGS.iter().any(|(word, _)| *word == standing);
    if !known || !list::set_standing(&tx, actor.workspace, id, who, standing).await? {
        return Err(Error::NotFound("person on this list"));
    }
    changed(app, tx, actor, &one, &[who], "Said where somebody stands on the list").await
}

async fn changing(app: &App, actor: &Actor, id: PoolListId) -> Result<(Tx, List)> {
    actor.require(Right::SourcingUse)?;
    let tx = app.db.begin().await?;
    let one = list::get(&tx, actor.workspace, id).await?.ok_or(Error::NotFound("list"))?;
    Ok((tx, one))
}

/// An index knows people's lists, so they are read again.
async fn changed(
    app: &App,
    tx: Tx,
    actor: &Actor,
    of: &List,
    people: &[ProfileId],
    told: &str,
) -> Result<()> {
    profile::set_changed(&tx, actor.workspace, people, app.now()).await?;
    let told = format!("{told} {}", of.name);
    audit::write(app, &tx, actor, "list.changed", ("list", Some(of.id.into())), told).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        people::testing::benches,
        sourcing::{
            find::{Asked, Facet, find},
            pool::tests::{bring, person},
        },
    };

    #[tokio::test]
    async fn people_on_a_list_are_found_by_it_and_stand_somewhere() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await.actor);
            let ida = bring(app, &boss, person("Ida", "Larsen", "ida@example.com")).await.profile;
            let list = make(app, &boss, " Welders ", None).await.unwrap();
            assert!(make(app, &boss, "Welders", None).await.is_err(), "the name is taken");
            add(app, &boss, list, &[ida]).await.unwrap();
            stand(app, &boss, list, ida, "contacted").await.unwrap();
            add(app, &boss, list, &[ida]).await.unwrap();
            assert!(stand(app, &boss, list, ida, "nowhere").await.is_err());
            let (_, on_it) = get(app, &boss, list).await.unwrap();
            assert_eq!((on_it.len(), on_it[0].1.as_str()), (1, "contacted"));
            let mut asked = Asked::default();
            asked.any_of.insert(Facet::List, vec!["Welders".into()]);
            assert_eq!(find(app, &boss, &asked).await.unwrap().total, 1);
            remove(app, &boss, list, &[ida]).await.unwrap();
            assert_eq!(find(app, &boss, &asked).await.unwrap().total, 0);
        }
    }
}
