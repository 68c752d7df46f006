//! The calm after the storm: no faults, no kills, and a person who presses the button of every card.

use std::collections::BTreeMap;

use engine::handoff::retry::retry;
use model::handoff::HandoffState;
use store::integrations::handoff::{Filter, Handoff, list};

use super::{
    Run,
    storm::{Dead, hurry},
};

/// How often the person goes through the cards. A card that is still there then is not helped by its button.
const ROUNDS: usize = 2;

/// Lets all come to an end; gives how many cards there were, by their kind of problem.
pub(crate) async fn settle(run: &Run) -> BTreeMap<String, usize> {
    let mut cards = BTreeMap::new();
    let worker = run.stage.worker("calm").await;
    let dead = Dead::default();
    tokio::select! {
        () = rounds(run, &mut cards) => {}
        () = hurry(&run.stage, &dead) => unreachable!("it never ends by itself"),
    }
    drop(worker);
    cards
}

async fn rounds(run: &Run, cards: &mut BTreeMap<String, usize>) {
    nothing_due(run).await;
    for _ in 0..ROUNDS {
        let waiting = waiting(run).await;
        if waiting.is_empty() {
            return;
        }
        for card in &waiting {
            let kind = card.problem.as_ref().map_or("none".into(), |problem| format!("{:?}", problem.kind));
            *cards.entry(kind).or_default() += 1;
            retry(&run.stage.app, &run.stage.administrator, card.id).await.unwrap();
        }
        nothing_due(run).await;
    }
}

/// The hand-offs that wait for a person.
pub(crate) async fn waiting(run: &Run) -> Vec<Handoff> {
    let filter = Filter { states: vec![HandoffState::Waiting], ..Filter::default() };
    let most = run.sent.len() as u64;
    list(&run.stage.app.db, run.stage.administrator.workspace, &filter, most, 0).await.unwrap()
}

async fn nothing_due(run: &Run) {
    while store::task::count(&run.stage.app.db).await.unwrap() > 0 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}
