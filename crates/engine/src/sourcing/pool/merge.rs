//! Two profiles made one by a person, and a record taken out again.

use model::{PoolQuestionId, PoolRecordId, ProfileId, access::Right, pool::Profile};
use store::{
    Tx,
    sourcing::{
        list, profile,
        question::{self, Answer, Question},
        record,
    },
};

use super::take::recompose;
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Two profiles that may be one person, side by side.
pub struct Asked {
    /// What is asked, with the reasons.
    pub question: Question,
    /// One of them.
    pub one: Profile,
    /// The other.
    pub other: Profile,
}

/// So many are shown at a time.
const MOST: u64 = 50;

/// What waits for somebody to say, the likeliest first.
///
/// # Errors
/// [`Error::Denied`].
pub async fn questions(app: &App, actor: &Actor) -> Result<Vec<Asked>> {
    actor.require(Right::SourcingUse)?;
    let open = question::open(&app.db, actor.workspace, MOST).await?;
    let ids: Vec<ProfileId> = open.iter().flat_map(|asked| [asked.one, asked.other]).collect();
    let known = profile::of_ids(&app.db, actor.workspace, &ids).await?;
    let both = |question: Question| {
        let (one, other) = (known.get(&question.one)?.clone(), known.get(&question.other)?.clone());
        Some(Asked { question, one, other })
    };
    Ok(open.into_iter().filter_map(both).collect())
}

/// Says whether the two are one person. A second answer changes nothing.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`] where nothing is asked by that identifier any more.
pub async fn answer(app: &App, actor: &Actor, id: PoolQuestionId, same: bool) -> Result<ProfileId> {
    actor.require(Right::SourcingUse)?;
    let tx = app.db.begin().await?;
    let asked = question::get(&tx, actor.workspace, id).await?.ok_or(Error::NotFound("question"))?;
    let said = if same { Answer::Same } else { Answer::Different };
    question::answer(&tx, actor.workspace, id, said, &actor.name, app.now()).await?;
    let (kept, other) = (asked.one, asked.other);
    if same {
        join(app, &tx, actor, kept, other).await?;
    }
    let told = if same { "Made two profiles one" } else { "Kept two profiles apart" };
    let action = if same { "profile.merged" } else { "profile.kept_apart" };
    audit::write(app, &tx, actor, action, ("profile", Some(kept.into())), told).await?;
    tx.commit().await?;
    Ok(kept)
}

async fn join(app: &App, tx: &Tx, actor: &Actor, kept: ProfileId, other: ProfileId) -> Result<()> {
    let workspace = actor.workspace;
    let both = profile::of_ids(tx, workspace, &[kept, other]).await?;
    let touched = both.get(&other).ok_or(Error::NotFound("profile"))?.touched_at;
    both.get(&kept).ok_or(Error::NotFound("profile"))?;
    let records = record::of_profiles(tx, workspace, &[other]).await?;
    let records: Vec<PoolRecordId> = records.into_values().flatten().map(|record| record.id).collect();
    record::set_profile(tx, workspace, &records, kept).await?;
    list::pass_on(tx, workspace, other, kept).await?;
    profile::set_became(tx, workspace, &[other], kept, app.now()).await?;
    recompose(app, tx, actor, kept, touched).await
}

/// Takes a record out of a profile that is made of several: it is somebody else's, and becomes a profile of its own. The
/// two are not made one again by themselves.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::Conflict`] where it is the only one.
pub async fn part(app: &App, actor: &Actor, from: ProfileId, id: PoolRecordId) -> Result<ProfileId> {
    actor.require(Right::SourcingUse)?;
    let workspace = actor.workspace;
    let tx = app.db.begin().await?;
    let records = record::of_profiles(&tx, workspace, &[from]).await?.remove(&from).unwrap_or_default();
    if !records.iter().any(|record| record.id == id) {
        return Err(Error::NotFound("record"));
    }
    if records.len() == 1 {
        return Err(Error::Conflict("This profile is made of this record alone.".into()));
    }
    let made = Profile {
        id: app.id(),
        person: Default::default(),
        consent: Default::default(),
        touched_at: None,
        changed_at: app.now(),
    };
    profile::put_many(&tx, workspace, std::slice::from_ref(&made)).await?;
    record::set_profile(&tx, workspace, &[id], made.id).await?;
    for profile in [from, made.id] {
        recompose(app, &tx, actor, profile, None).await?;
    }
    let apart = Question {
        id: app.id(),
        one: from,
        other: made.id,
        likelihood: 0.0,
        reasons: vec![],
        asked_at: app.now(),
    };
    question::ask_many(&tx, workspace, std::slice::from_ref(&apart)).await?;
    question::answer(&tx, workspace, apart.id, Answer::Different, &actor.name, app.now()).await?;
    let told = "Took a record out of a profile, as somebody else's";
    audit::write(app, &tx, actor, "profile.parted", ("profile", Some(from.into())), told).await?;
    tx.commit().await?;
    Ok(made.id)
}
