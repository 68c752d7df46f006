//! A job's board: a column a stage, a card an application.

use std::collections::BTreeMap;

use model::{
    JobId, TagId,
    access::Right,
    job::{Job, Stage, StageKind},
};
use store::{
    hiring::{board, job, tag},
    integrations::{connection, link},
};

use super::{
    Card,
    tags::{Coloured, coloured},
    the_job, the_workflow,
};
use crate::{Actor, App, error::Result};

/// How many cards a column shows; the rest is counted and reached through the candidates list.
pub const MOST_CARDS: u64 = 200;

/// A job's board.
#[derive(Clone, Debug)]
pub struct Board {
    /// The job.
    pub job: Job,
    /// A column a stage, in order.
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// The stage.
    pub stage: Stage,
    /// How many stand there.
    pub count: u64,
    /// The newest of them.
    pub cards: Vec<Placed>,
}

/// A card with what else it shows.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The application and who applied.
    pub card: Card,
    /// The candidate's tags.
    pub tags: Vec<Coloured>,
    /// For how many whole days it has stood there.
    pub days: i64,
    /// The connected systems, by name, in which this person, who is hired, is already.
    pub sent: Vec<String>,
}

/// The board of a job.
pub async fn board(app: &App, actor: &Actor, id: JobId) -> Result<Board> {
    actor.require(Right::CandidatesRead)?;
    let (db, workspace) = (&app.db, actor.workspace);
    let job = the_job(db, workspace, id).await?;
    let workflow = the_workflow(db, workspace, job.workflow).await?;
    let counts = job::standing(db, workspace, id).await?;
    let mut found = Vec::new();
    for stage in workflow.stages {
        let count = counts.get(&stage.id).copied().unwrap_or(0);
        let cards = match count {
            0 => Vec::new(),
            _ => board::cards(db, workspace, id, stage.id, MOST_CARDS).await?,
        };
        found.push((stage, count, cards));
    }
    // The tags of all cards at once, so that the queries don't grow with the stages.
    let people: Vec<_> = found.iter().flat_map(|(_, _, cards)| cards).map(|card| card.candidate).collect();
    let held = tag::of_candidates(db, workspace, &people).await?;
    let hired = found.iter().filter(|(stage, ..)| stage.kind == StageKind::Hired);
    let hired: Vec<_> = hired.flat_map(|(_, _, cards)| cards).map(|card| card.candidate).collect();
    let sent = link::linked(db, workspace, &hired).await?;
    let there = connection::all(db, workspace).await?;
    let known: BTreeMap<TagId, Coloured> =
        coloured(db, workspace).await?.into_iter().map(|tag| (tag.id, tag)).collect();
    let now = app.now();
    let place = |card: Card| {
        let tags = held.get(&card.candidate).into_iter().flatten().filter_map(|tag| known.get(tag).cloned());
        let days = now.duration_since(card.since).as_hours() / 24;
        let through = sent.get(&card.candidate);
        let sent = there.iter().filter(|one| through.is_some_and(|through| through.contains(&one.id)));
        Placed { tags: tags.collect(), days, sent: sent.map(|one| one.name.clone()).collect(), card }
    };
    let columns = found.into_iter().map(|(stage, count, cards)| {
        let cards = cards.into_iter().map(place).collect();
        Column { stage, count, cards }
    });
    Ok(Board { columns: columns.collect(), job })
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use model::{
        access::Role,
        application::{Application, Offer},
        candidate::{Candidate, Profile},
        tag::{Tag, TagCategory},
    };
    use store::hiring::{application, candidate};

    use super::*;
    use crate::{Error, hiring::testing::house, people::testing::benches};

    #[tokio::test]
    async fn a_card_shows_who_since_when_and_with_which_tags() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let house = house(app, &boss.actor).await;
            let at = house.apply(app, &boss.actor, "Ana", "Lopez").await;
            let workspace = boss.actor.workspace;
            let category = TagCategory { id: app.id(), name: "Skills".into(), colour: "teal".into() };
            let welds = Tag { id: app.id(), category: category.id, name: "Welds".into() };
            let tx = app.db.begin().await.unwrap();
            tag::put_category(&tx, workspace, &category).await.unwrap();
            tag::put(&tx, workspace, &welds).await.unwrap();
            tag::give(&tx, workspace, &[(at.candidate, welds.id)]).await.unwrap();
            tx.commit().await.unwrap();
            bench.later(3 * 86_400 + 60);
            let employee = bench.colleague(&boss, "e@example.com", Role::Employee).await;

            let shown = board(app, &boss.actor, house.job.id).await.unwrap();
            assert_eq!(shown.columns.iter().map(|column| column.count).collect::<Vec<_>>(), [1, 0, 0, 0, 0]);
            let Placed { card, tags, days, sent } = &shown.columns[0].cards[0];
            assert!(sent.is_empty());
            assert_eq!((card.application, card.candidate), (at.id, at.candidate));
            assert_eq!((card.name.as_str(), card.initials.as_str()), ("Ana Lopez", "AL"));
            assert_eq!((card.source.as_str(), *days), ("Referral", 3), "{}", bench.kind());
            assert_eq!((tags[0].name.as_str(), tags[0].colour.as_str()), ("Welds", "teal"));
            let denied = board(app, &employee.actor, house.job.id).await.unwrap_err();
            assert!(matches!(denied, Error::Denied(Right::CandidatesRead)));
        }
    }

    #[tokio::test]
    async fn five_hundred_cards_are_quick() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let (house, workspace) = (house(app, &boss.actor).await, boss.actor.workspace);
            let (mut people, mut applications) = (Vec::new(), Vec::new());
            for nth in 0..500 {
                let profile =
                    Profile { first_name: "Ana".into(), last_name: format!("N{nth}"), ..Profile::default() };
                let person = Candidate { id: app.id(), profile };
                let made = Application {
                    id: app.id(),
                    candidate: person.id,
                    job: house.job.id,
                    stage: house.stage(nth % 3),
                    offer: Offer::default(),
                };
                people.push((person, app.now()));
                applications.push((made, app.now(), app.now()));
            }
            let tx = app.db.begin().await.unwrap();
            candidate::insert_many(&tx, workspace, &people).await.unwrap();
            application::insert_many(&tx, workspace, &applications).await.unwrap();
            tx.commit().await.unwrap();
            let began = Instant::now();
            let shown = board(app, &boss.actor, house.job.id).await.unwrap();
            let took = began.elapsed();
            assert_eq!(shown.columns.iter().map(|column| column.cards.len()).sum::<usize>(), 500);
            // Far more than it takes, so that a busy machine does not fail it, and far less than a query a card.
            assert!(took < Duration::from_millis(500), "{}: {took:?}", bench.kind());
        }
    }
}
