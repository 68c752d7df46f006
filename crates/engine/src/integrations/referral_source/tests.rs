//! The source of referrals is found, chosen, and missed where it goes.

use std::time::Duration;

use super::*;
use crate::{
    attention::{self, Card},
    integrations::{add::add, disconnect::disconnect, nightly, toggle},
    sync::testing::{House, houses, typed},
};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn source(id: &str, name: &str, heading: &str) -> Source {
    Source { id: id.into(), name: name.into(), heading: heading.into() }
}

/// Lists there what referrals could come from.
fn stock(house: &House) {
    let all = vec![
        source("1", "Fair", "Events"),
        source("2", "Passed on", "Events"),
        source("3", "passed ON ", "People"),
    ];
    house.shelf.with(|shelves| shelves.sources = all);
}

fn remove(house: &House, id: &str) {
    house.shelf.with(|shelves| shelves.sources.retain(|source| source.id != id));
}

async fn cards(house: &House) -> Vec<Card> {
    let cards = attention::list(&house.app, &house.boss).await.unwrap();
    let counted = attention::count(&house.app, &house.boss).await.unwrap();
    assert_eq!(counted, cards.len() as u64, "{}", house.kind());
    cards
}

/// The audit lines of it, sorted: some are of the same moment.
async fn told(house: &House) -> Vec<String> {
    let lines = store::audit::recent(&house.app.db, house.boss.workspace, 100).await.unwrap();
    let of_it = lines.into_iter().filter(|line| line.action.contains("referral_source"));
    let mut told: Vec<_> =
        of_it.map(|line| format!("{} {} {}", line.actor, line.action, line.detail)).collect();
    told.sort();
    told
}

#[tokio::test]
async fn the_one_of_that_name_under_that_heading_is_suggested_and_chosen_by_hand() {
    for house in houses().await {
        let (app, boss, there) = (&house.app, &house.boss, house.there);
        let seen = view(app, boss, there).await.unwrap();
        assert_eq!((seen.suggested(), seen.chosen.is_none()), (None, true), "{}", house.kind());
        assert_eq!(seen.wanted.how, "Make it there.");

        stock(&house);
        let seen = view(app, boss, there).await.unwrap();
        assert_eq!(seen.suggested().map(|source| source.id.as_str()), Some("3"), "{}", house.kind());
        assert_eq!(seen.chosen, None, "nothing is chosen by itself");

        choose(app, boss, there, "3").await.unwrap();
        choose(app, boss, there, "1").await.unwrap();
        let kept = chosen(&app.db, there).await.unwrap().unwrap();
        assert_eq!((kept.id.as_str(), kept.name.as_str(), kept.heading.as_str()), ("1", "Fair", "Events"));
        assert_eq!(kept.chosen_at, app.now());
        let by = "Ingrid Solbakken connection.referral_source_chosen of “Shelf”:";
        assert_eq!(
            told(&house).await,
            [format!("{by} “Fair” under Events"), format!("{by} “passed ON ” under People")]
        );
    }
}

#[tokio::test]
async fn what_is_not_listed_there_is_refused_and_only_an_administrator_chooses() {
    for house in houses().await {
        let (app, boss, there) = (&house.app, &house.boss, house.there);
        stock(&house);
        let error = choose(app, boss, there, "9").await.unwrap_err();
        assert_eq!(error.problems()[0].field, "source");
        let recruiter = Actor { role: model::access::Role::Recruiter, ..boss.clone() };
        assert!(matches!(choose(app, &recruiter, there, "3").await, Err(Error::Denied(_))));
        assert!(matches!(view(app, &recruiter, there).await, Err(Error::Denied(_))));

        // A key that may not list them: what was chosen stays, and why they can't be seen is said.
        choose(app, boss, there, "3").await.unwrap();
        house.shelf.with(|shelves| shelves.sources_refused = Some("no right to sources".into()));
        let seen = view(app, boss, there).await.unwrap();
        assert!(matches!(&seen.found, Err(VendorError::Forbidden(why)) if why == "no right to sources"));
        assert!(seen.suggested().is_none() && seen.chosen.is_some_and(|one| one.missing_since.is_none()));
        assert!(matches!(choose(app, boss, there, "1").await, Err(Error::Vendor(VendorError::Forbidden(_)))));

        // A system without such a list, and a connection that is no more.
        let hr = add(app, boss, "memory", "Hr", &typed()).await.unwrap();
        assert!(matches!(view(app, boss, hr).await, Err(Error::NotFound("list of sources"))));
        disconnect(app, boss, there, "Shelf").await.unwrap();
        assert!(matches!(view(app, boss, there).await, Err(Error::Conflict(_))));
        assert_eq!(chosen(&app.db, there).await.unwrap().unwrap().id, "3", "{}", house.kind());
    }
}

#[tokio::test]
async fn a_source_that_goes_overnight_makes_a_card_until_it_is_back_or_another_one_is_chosen() {
    for house in houses().await {
        let (app, boss, there) = (&house.app, &house.boss, house.there);
        stock(&house);
        house.enable().await;
        house.work().await;
        choose(app, boss, there, "3").await.unwrap();
        assert!(cards(&house).await.is_empty());
        remove(&house, "3");
        house.clock.advance(DAY);
        nightly::call_due(app).await.unwrap();
        house.work().await;
        let found = cards(&house).await;
        assert_eq!(found.len(), 1, "{}: {found:?}", house.kind());
        assert_eq!(found[0].record, "Referrals to Shelf");
        assert!(found[0].sentence.starts_with("The source “passed ON ” under People that"), "{found:?}");
        assert!(found[0].href.ends_with("/referrals"));
        let since = app.now();
        assert_eq!(found[0].since, since);

        // Seen once more it is no news, and the card keeps its time; out of use nobody waits for it.
        house.clock.advance(DAY);
        let seen = view(app, boss, there).await.unwrap();
        assert_eq!(seen.chosen.unwrap().missing_since, Some(since));
        toggle::disable(app, boss, there).await.unwrap();
        assert!(cards(&house).await.is_empty(), "{}", house.kind());
        toggle::enable(app, boss, there).await.unwrap();

        house.shelf.with(|shelves| shelves.sources.push(source("3", "Friends", "People")));
        let back = view(app, boss, there).await.unwrap().chosen.unwrap();
        assert_eq!((back.name.as_str(), back.missing_since), ("Friends", None), "{}", house.kind());
        assert!(cards(&house).await.is_empty(), "{}", house.kind());

        remove(&house, "3");
        view(app, boss, there).await.unwrap();
        assert_eq!(cards(&house).await.len(), 1);
        choose(app, boss, there, "1").await.unwrap();
        assert!(cards(&house).await.is_empty(), "{}", house.kind());
        let line = |who: &str, what: &str| format!("{who} connection.referral_source_{what}");
        assert_eq!(
            told(&house).await,
            [
                line("Gangway", "gone of “Shelf”: “passed ON ” under People is not there any more"),
                line("Ingrid Solbakken", "back of “Shelf”: “passed ON ” under People is there again"),
                line("Ingrid Solbakken", "chosen of “Shelf”: “Fair” under Events"),
                line("Ingrid Solbakken", "chosen of “Shelf”: “passed ON ” under People"),
                line("Ingrid Solbakken", "gone of “Shelf”: “Friends” under People is not there any more"),
            ],
            "{}",
            house.kind()
        );
    }
}
