//! Tags themselves: made, renamed, moved to another category, taken away.

use model::{TagCategoryId, TagId, access::Right, tag::Tag};
use store::{Conn, hiring::tag};

use super::{Loss, category, many, name, unless_taken};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Makes a tag. The fields of the error are `name` and `category`.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] where the name is missing or taken, or the category is gone.
pub async fn create(app: &App, actor: &Actor, named: &str, into: TagCategoryId) -> Result<TagId> {
    actor.require(Right::WorkspaceManage)?;
    let made = Tag { id: app.id(), category: into, name: name(named, "the tag")? };
    let tx = app.db.begin().await?;
    let detail = format!("Made the tag {} in {}", made.name, standing(&tx, actor, into).await?);
    tag::put(&tx, actor.workspace, &made).await.map_err(|error| unless_taken(error, &made.name))?;
    audit::write(app, &tx, actor, "tag.created", ("tag", Some(made.id.into())), detail).await?;
    tx.commit().await?;
    Ok(made.id)
}

/// Gives a tag another name or category; who has it keeps it. The fields of the error are `name` and `category`.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::Invalid`] as for [`create`].
pub async fn change(app: &App, actor: &Actor, id: TagId, named: &str, into: TagCategoryId) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let new_name = name(named, "the tag")?;
    let tx = app.db.begin().await?;
    let mut kept = get(&tx, actor, id).await?;
    let category = standing(&tx, actor, into).await?;
    let detail = format!("Made the tag {} {new_name} in {category}", kept.name);
    kept.name = new_name;
    kept.category = into;
    tag::put(&tx, actor.workspace, &kept).await.map_err(|error| unless_taken(error, &kept.name))?;
    audit::write(app, &tx, actor, "tag.changed", ("tag", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}

/// A tag, and what would go with it.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn loss(app: &App, actor: &Actor, id: TagId) -> Result<(Tag, Loss)> {
    actor.require(Right::WorkspaceManage)?;
    Ok((get(&app.db, actor, id).await?, weigh(&app.db, actor, id).await?))
}

/// Takes a tag away from everybody who has it, and says from how many.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn delete(app: &App, actor: &Actor, id: TagId) -> Result<Loss> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    let gone = get(&tx, actor, id).await?;
    let loss = weigh(&tx, actor, id).await?;
    tag::delete(&tx, actor.workspace, id).await?;
    let from = many(loss.candidates, "candidate", "candidates");
    let detail = format!("Took the tag {} away from {from}", gone.name);
    audit::write(app, &tx, actor, "tag.deleted", ("tag", Some(id.into())), detail).await?;
    tx.commit().await?;
    Ok(loss)
}

/// The name of a category that still stands, for a tag to go into.
async fn standing(conn: &impl Conn, actor: &Actor, id: TagCategoryId) -> Result<String> {
    match category::get(conn, actor, id).await {
        Err(Error::NotFound(_)) => Err(Error::field("category", "Choose a category; this one is gone.")),
        found => Ok(found?.name),
    }
}

async fn get(conn: &impl Conn, actor: &Actor, id: TagId) -> Result<Tag> {
    let all = tag::all(conn, actor.workspace).await?;
    all.into_iter().find(|tag| tag.id == id).ok_or(Error::NotFound("tag"))
}

async fn weigh(conn: &impl Conn, actor: &Actor, id: TagId) -> Result<Loss> {
    let candidates = tag::count_holders(conn, actor.workspace, &[id]).await?;
    Ok(Loss { tags: 1, candidates, marks: candidates })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        hiring::upkeep::tags::{category, list},
        people::testing::benches,
    };

    #[tokio::test]
    async fn a_tag_is_made_moved_and_taken_away() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let actor = &boss.actor;
            let skills = category::create(app, actor, "Skills", "blue").await.unwrap();
            let other = category::create(app, actor, "Tickets", "teal").await.unwrap();
            let rope = create(app, actor, "Rope  access", skills).await.unwrap();
            let taken = create(app, actor, "Rope access", other).await.unwrap_err();
            assert_eq!(taken.problems()[0].field, "name", "{}", bench.kind());
            let gone = create(app, actor, "Diving", app.id()).await.unwrap_err();
            assert_eq!(gone.problems()[0].field, "category");
            change(app, actor, rope, "Rope access (IRATA)", other).await.unwrap();
            let groups = list(app, actor).await.unwrap();
            assert!(groups[0].tags.is_empty());
            assert_eq!(groups[1].tags[0].0.name, "Rope access (IRATA)");
            assert_eq!(delete(app, actor, rope).await.unwrap().candidates, 0);
            assert!(matches!(loss(app, actor, rope).await, Err(Error::NotFound(_))));
            let actions = bench.actions(&boss).await;
            assert!(
                ["tag.created", "tag.changed", "tag.deleted"].iter().all(|a| actions.contains(&(*a).into()))
            );
        }
    }
}
