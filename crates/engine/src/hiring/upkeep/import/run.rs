//! Bringing the candidates in.

use jiff::Timestamp;
use model::{ImportId, access::Right, application::Application, candidate::Candidate};
use store::{
    Conn, Tx,
    hiring::{
        application, candidate, field, import,
        movement::{self, Movement},
        tag,
    },
};

use super::{Outcome, Person, Rejected, Row, check::examine, find};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    screening::changed,
};

/// What the person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// Whether nothing is to be taken unless every row is good.
    pub only_if_all_good: bool,
    /// Whether people who are probably known already are taken too.
    pub take_duplicates: bool,
}

/// Brings the candidates of a file in, all in one transaction. A second time it only says what came of the first.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::Conflict`] where the file isn't mapped, or a row is bad and the
/// rule takes none then.
pub async fn run(app: &App, actor: &Actor, id: ImportId, rule: Rule) -> Result<Outcome> {
    actor.require(Right::CandidatesWrite)?;
    let tx = app.db.begin().await?;
    let kept = find(&tx, actor, id).await?;
    if let Some(outcome) = &kept.outcome {
        return Outcome::read(outcome);
    }
    let rows = examine(&tx, actor.workspace, &kept).await?.rows;
    let (bad, good): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| !row.problems.is_empty());
    if rule.only_if_all_good && !bad.is_empty() {
        let count = bad.len();
        let rows = if count == 1 { "1 row is".into() } else { format!("{count} rows are") };
        return Err(Error::Conflict(format!("Nothing was imported, because {rows} not good.")));
    }
    let (known, fresh): (Vec<Row>, Vec<Row>) =
        good.into_iter().partition(|row| row.duplicate.is_some() && !rule.take_duplicates);
    if fresh.is_empty() {
        // Whoever pressed at the same moment may have brought them in since the first look.
        return done(&tx, actor, id)
            .await?
            .ok_or_else(|| Error::Conflict("Nothing was imported, because no row is left to take.".into()));
    }
    let people: Vec<Person> = fresh.into_iter().map(|row| row.person).collect();
    let outcome = Outcome {
        candidates: people.len() as u64,
        applications: people.iter().filter(|person| person.application.is_some()).count() as u64,
        skipped: known.into_iter().map(|row| rejected(&row, row.duplicate.clone())).collect(),
        bad: bad.into_iter().map(|row| rejected(&row, None)).collect(),
        by: actor.name.clone(),
    };
    // Kept first: whoever presses at the same moment waits here, and then finds that it is done.
    if !import::set_outcome(&tx, actor.workspace, id, &outcome.write()).await? {
        drop(tx);
        return done(&app.db, actor, id).await?.ok_or(Error::NotFound("import"));
    }
    keep(app, &tx, actor, people).await?;
    let left_out = outcome.bad.len() + outcome.skipped.len();
    let detail = format!(
        "Imported {} candidates from {}; {left_out} rows were left out",
        outcome.candidates, kept.file_name
    );
    audit::write(app, &tx, actor, "import.done", ("import", Some(id.into())), detail).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// What came of the import, where it is done.
async fn done(conn: &impl Conn, actor: &Actor, id: ImportId) -> Result<Option<Outcome>> {
    find(conn, actor, id).await?.outcome.as_deref().map(Outcome::read).transpose()
}

fn rejected(row: &Row, duplicate: Option<String>) -> Rejected {
    Rejected { line: row.line, reason: duplicate.unwrap_or_else(|| row.problems.join(" ")) }
}

/// Keeps the people, many a statement.
async fn keep(app: &App, tx: &Tx, actor: &Actor, people: Vec<Person>) -> Result<()> {
    let (workspace, now): (_, Timestamp) = (actor.workspace, app.now());
    let (mut candidates, mut values, mut tags) = (Vec::new(), Vec::new(), Vec::new());
    let (mut applications, mut moves) = (Vec::new(), Vec::new());
    for person in people {
        let made = Candidate { id: app.id(), profile: person.profile };
        values.extend(person.values.into_iter().map(|(field, value)| (made.id, field, value)));
        tags.extend(person.tags.into_iter().map(|tag| (made.id, tag)));
        if let Some((job, stage)) = person.application {
            let (id, offer) = (app.id(), Default::default());
            let applied = Application { id, candidate: made.id, job, stage: stage.id, offer };
            moves.push(Movement {
                id: app.id(),
                application: applied.id,
                from: None,
                to: stage.name,
                kind: stage.kind,
                actor: actor.name.clone(),
                at: now,
            });
            applications.push((applied, now, now));
        }
        candidates.push((made, now));
    }
    candidate::insert_many(tx, workspace, &candidates).await?;
    field::insert_values(tx, workspace, &values).await?;
    tag::give(tx, workspace, &tags).await?;
    application::insert_many(tx, workspace, &applications).await?;
    movement::insert_many(tx, workspace, &moves).await?;
    let applied: Vec<_> = applications.iter().map(|(applied, ..)| (applied.id, applied.job)).collect();
    changed::applications(app, tx, workspace, &applied, "Imported").await
}

#[cfg(test)]
mod tests;
