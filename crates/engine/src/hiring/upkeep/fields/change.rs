//! Renaming a custom field and changing what can be chosen.

use std::collections::BTreeMap;

use model::{CandidateId, CustomFieldId, access::Right, field::CustomField};
use store::{Conn, hiring::field};

use super::{find, options};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    hiring::upkeep::tags::{many, name, unless_taken},
    sync::origin::refuse_if_synced_field,
};

/// What a field is to become.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The name.
    pub name: String,
    /// Options that stay, as they were and as they are to be called. One that is called nothing, or isn't named
    /// here, goes.
    pub kept: Vec<(String, String)>,
    /// Options that come, one a line.
    pub more: String,
}

/// How many candidates lose which option.
pub type Losses = BTreeMap<String, u64>;

/// What would be lost by the change: options in use that go.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn losses(app: &App, actor: &Actor, id: CustomFieldId, change: &Change) -> Result<Losses> {
    actor.require(Right::WorkspaceManage)?;
    let field = find(&app.db, actor, id).await?;
    Ok(rewrite(&app.db, actor, &field, change).await?.1)
}

/// Makes the change; values follow an option that is renamed, and go with one that goes. The fields of the error
/// are `name` and `options`.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::Invalid`] where the name or the options can't be;
/// [`Error::Conflict`] where values would go and `agreed` is not `true`.
pub async fn change(
    app: &App,
    actor: &Actor,
    id: CustomFieldId,
    change: &Change,
    agreed: bool,
) -> Result<Losses> {
    actor.require(Right::WorkspaceManage)?;
    let new_name = name(&change.name, "the field")?;
    let tx = app.db.begin().await?;
    let mut field = find(&tx, actor, id).await?;
    refuse_if_synced_field(&tx, actor.workspace, id.into()).await?;
    let (values, losses) = rewrite(&tx, actor, &field, change).await?;
    let lost: u64 = losses.values().sum();
    if lost > 0 && !agreed {
        let values = many(lost, "candidate's value", "candidates' values");
        return Err(Error::Conflict(format!("This would take {values} away, which has to be agreed to.")));
    }
    if field.kind.has_options() {
        let kept = change.kept.iter().map(|(_, now)| now.clone());
        field.options = options(kept.chain(change.more.lines().map(String::from)))?;
    }
    let detail = match lost {
        0 => format!("Changed the candidate field {} to {new_name}", field.name),
        _ => format!("Changed the candidate field {} to {new_name}; {lost} values went", field.name),
    };
    field.name = new_name;
    let update = field::update(&tx, actor.workspace, &field).await;
    update.map_err(|error| unless_taken(error, &field.name))?;
    for (candidate, value) in values {
        field::set_value(&tx, actor.workspace, candidate, id, &value).await?;
    }
    let subject = ("custom_field", Some(id.into()));
    audit::write(app, &tx, actor, "custom_field.changed", subject, detail).await?;
    tx.commit().await?;
    Ok(losses)
}

/// The values that are to be kept differently, and what is lost.
async fn rewrite(
    conn: &impl Conn,
    actor: &Actor,
    field: &CustomField,
    change: &Change,
) -> Result<(Vec<(CandidateId, String)>, Losses)> {
    let (mut rewritten, mut losses) = (Vec::new(), Losses::new());
    if !field.kind.has_options() {
        return Ok((rewritten, losses));
    }
    let now: BTreeMap<&str, String> = change
        .kept
        .iter()
        .map(|(was, now)| (was.as_str(), now.split_whitespace().collect::<Vec<_>>().join(" ")))
        .filter(|(_, now)| !now.is_empty())
        .collect();
    for (candidate, value) in field::values_of(conn, actor.workspace, field.id).await? {
        let mut stays = Vec::new();
        for option in value.lines() {
            match now.get(option) {
                Some(now) => stays.push(now.as_str()),
                None => *losses.entry(option.into()).or_default() += 1,
            }
        }
        let stays = stays.join("\n");
        if stays != value {
            rewritten.push((candidate, stays));
        }
    }
    Ok((rewritten, losses))
}

#[cfg(test)]
mod tests {
    use model::{candidate::Candidate, field::FieldKind};
    use store::hiring::candidate;

    use super::*;
    use crate::{hiring::upkeep::fields::create::create, people::testing::benches};

    #[tokio::test]
    async fn values_follow_a_renamed_option_and_go_with_a_removed_one_only_when_agreed() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let (actor, workspace) = (&boss.actor, boss.actor.workspace);
            let id = create(app, actor, "Shift", FieldKind::MultiSelect, "Day\nNight").await.unwrap();
            let person = Candidate { id: app.id(), profile: Default::default() };
            let tx = app.db.begin().await.unwrap();
            candidate::insert(&tx, workspace, &person, app.now()).await.unwrap();
            field::set_value(&tx, workspace, person.id, id, "Day\nNight").await.unwrap();
            tx.commit().await.unwrap();

            let asked = Change {
                name: "Shifts".into(),
                kept: vec![("Day".into(), "Days".into()), ("Night".into(), " ".into())],
                more: "Weekend".into(),
            };
            let expected = Losses::from([("Night".to_owned(), 1)]);
            assert_eq!(losses(app, actor, id, &asked).await.unwrap(), expected, "{}", bench.kind());
            let refusal = change(app, actor, id, &asked, false).await.unwrap_err();
            assert!(matches!(refusal, Error::Conflict(_)), "{refusal}");
            let values = || field::values(&app.db, workspace, person.id);
            assert_eq!(values().await.unwrap()[&id], "Day\nNight");
            assert_eq!(change(app, actor, id, &asked, true).await.unwrap(), expected);
            assert_eq!(values().await.unwrap()[&id], "Days");
            assert_eq!(find(&app.db, actor, id).await.unwrap().options, ["Days", "Weekend"]);
        }
    }

    #[tokio::test]
    async fn a_field_without_options_is_only_renamed() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let id = create(app, &boss.actor, "Visa", FieldKind::Boolean, "").await.unwrap();
            let asked = Change { name: "Needs a visa".into(), ..Change::default() };
            change(app, &boss.actor, id, &asked, false).await.unwrap();
            assert_eq!(find(&app.db, &boss.actor, id).await.unwrap().name, "Needs a visa");
            let unnamed = change(app, &boss.actor, id, &Change::default(), false).await.unwrap_err();
            assert_eq!(unnamed.problems()[0].field, "name");
        }
    }
}
