//! Categories of tags: made, renamed, recoloured, taken away.

use model::{
    TagCategoryId,
    access::Right,
    tag::{COLOURS, Tag, TagCategory},
};
use store::{Conn, hiring::tag};

use super::{Loss, many, name, unless_taken};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Makes a category. The fields of the error are `name` and `colour`.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] where the name is missing or taken, or the colour is none.
pub async fn create(app: &App, actor: &Actor, named: &str, colour: &str) -> Result<TagCategoryId> {
    actor.require(Right::WorkspaceManage)?;
    let category =
        TagCategory { id: app.id(), name: name(named, "the category")?, colour: known_colour(colour)? };
    let tx = app.db.begin().await?;
    let put = tag::put_category(&tx, actor.workspace, &category).await;
    put.map_err(|error| unless_taken(error, &category.name))?;
    let detail = format!("Made the tag category {}", category.name);
    let subject = ("tag_category", Some(category.id.into()));
    audit::write(app, &tx, actor, "tag_category.created", subject, detail).await?;
    tx.commit().await?;
    Ok(category.id)
}

/// Gives a category another name or colour. The fields of the error are `name` and `colour`.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::Invalid`] as for [`create`].
pub async fn change(app: &App, actor: &Actor, id: TagCategoryId, named: &str, colour: &str) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let (new_name, colour) = (name(named, "the category")?, known_colour(colour)?);
    let tx = app.db.begin().await?;
    let mut category = get(&tx, actor, id).await?;
    let detail =
        format!("Made the tag category {} ({}) {new_name} ({colour})", category.name, category.colour);
    category.name = new_name;
    category.colour = colour;
    let put = tag::put_category(&tx, actor.workspace, &category).await;
    put.map_err(|error| unless_taken(error, &category.name))?;
    let subject = ("tag_category", Some(id.into()));
    audit::write(app, &tx, actor, "tag_category.changed", subject, detail).await?;
    Ok(tx.commit().await?)
}

/// A category, and what would go with it.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn loss(app: &App, actor: &Actor, id: TagCategoryId) -> Result<(TagCategory, Loss)> {
    actor.require(Right::WorkspaceManage)?;
    let category = get(&app.db, actor, id).await?;
    Ok((category, weigh(&app.db, actor, id).await?.1))
}

/// Takes a category away with its tags, from everybody who has them, and says what went.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn delete(app: &App, actor: &Actor, id: TagCategoryId) -> Result<Loss> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    let category = get(&tx, actor, id).await?;
    let (tags, loss) = weigh(&tx, actor, id).await?;
    for each in &tags {
        tag::delete(&tx, actor.workspace, each.id).await?;
    }
    tag::delete_category(&tx, actor.workspace, id).await?;
    let detail = format!(
        "Took the tag category {} away with {}, from {}",
        category.name,
        many(loss.tags, "tag", "tags"),
        many(loss.candidates, "candidate", "candidates")
    );
    let subject = ("tag_category", Some(id.into()));
    audit::write(app, &tx, actor, "tag_category.deleted", subject, detail).await?;
    tx.commit().await?;
    Ok(loss)
}

fn known_colour(colour: &str) -> Result<String> {
    let known = COLOURS.into_iter().find(|known| *known == colour);
    Ok(known.ok_or_else(|| Error::field("colour", "Choose one of the colours."))?.into())
}

/// The category of this workspace.
pub(super) async fn get(conn: &impl Conn, actor: &Actor, id: TagCategoryId) -> Result<TagCategory> {
    let all = tag::categories(conn, actor.workspace).await?;
    all.into_iter().find(|category| category.id == id).ok_or(Error::NotFound("tag category"))
}

async fn weigh(conn: &impl Conn, actor: &Actor, id: TagCategoryId) -> Result<(Vec<Tag>, Loss)> {
    let mut tags = tag::all(conn, actor.workspace).await?;
    tags.retain(|tag| tag.category == id);
    let counts = tag::counts(conn, actor.workspace).await?;
    let ids: Vec<_> = tags.iter().map(|tag| tag.id).collect();
    let loss = Loss {
        tags: tags.len() as u64,
        candidates: tag::count_holders(conn, actor.workspace, &ids).await?,
        marks: ids.iter().filter_map(|id| counts.get(id)).sum(),
    };
    Ok((tags, loss))
}

#[cfg(test)]
mod tests {
    use model::{access::Role, candidate::Candidate};
    use store::hiring::candidate;

    use super::*;
    use crate::{
        hiring::upkeep::tags::{label, list},
        people::testing::benches,
    };

    #[tokio::test]
    async fn a_category_goes_with_its_tags_and_says_from_how_many() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let skills = create(app, &boss.actor, "  Skills ", "blue").await.unwrap();
            let rust = label::create(app, &boss.actor, "Rust", skills).await.unwrap();
            let rope = label::create(app, &boss.actor, "Rope access", skills).await.unwrap();
            let people: Vec<_> =
                (0..3).map(|_| Candidate { id: app.id(), profile: Default::default() }).collect();
            let tx = app.db.begin().await.unwrap();
            let workspace = boss.actor.workspace;
            for person in &people {
                candidate::insert(&tx, workspace, person, app.now()).await.unwrap();
                tag::give(&tx, workspace, &[(person.id, rust)]).await.unwrap();
            }
            tag::give(&tx, workspace, &[(people[0].id, rope)]).await.unwrap();
            tx.commit().await.unwrap();

            let (category, before) = loss(app, &boss.actor, skills).await.unwrap();
            assert_eq!(category.name, "Skills");
            assert_eq!(before, Loss { tags: 2, candidates: 3, marks: 4 }, "{}", bench.kind());
            assert_eq!(delete(app, &boss.actor, skills).await.unwrap(), before);
            assert_eq!(list(app, &boss.actor).await.unwrap(), []);
            assert!(bench.actions(&boss).await.contains(&"tag_category.deleted".to_owned()));
            assert!(matches!(delete(app, &boss.actor, skills).await, Err(Error::NotFound(_))));
        }
    }

    #[tokio::test]
    async fn a_name_stands_once_and_a_colour_is_one_of_ours() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let skills = create(app, &boss.actor, "Skills", "blue").await.unwrap();
            create(app, &boss.actor, "Source", "teal").await.unwrap();
            for (name, colour, field) in
                [("Skills", "red", "name"), ("", "red", "name"), ("Level", "pink", "colour")]
            {
                let refusal = create(app, &boss.actor, name, colour).await.unwrap_err();
                assert_eq!(refusal.problems()[0].field, field, "{}", bench.kind());
            }
            let taken = change(app, &boss.actor, skills, "Source", "blue").await.unwrap_err();
            assert!(taken.to_string().contains("taken"), "{taken}");
            change(app, &boss.actor, skills, "Crafts", "amber").await.unwrap();
            let first = &list(app, &boss.actor).await.unwrap()[0].category;
            assert_eq!((first.name.as_str(), first.colour.as_str()), ("Crafts", "amber"));
            let recruiter = bench.colleague(&boss, "r@example.com", Role::Recruiter).await;
            let denied = create(app, &recruiter.actor, "Mine", "red").await.unwrap_err();
            assert!(matches!(denied, Error::Denied(_)));
        }
    }
}
