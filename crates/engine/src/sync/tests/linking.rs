//! Where the records here have their pages there.

use std::time::Duration;

use model::remote::RecordKind;

use crate::{
    Error,
    hiring::offer::{TypedOffer, set_offer},
    sync::{origin::origin, testing::houses},
};

#[tokio::test]
async fn a_page_full_of_records_opens_the_connection_once() {
    for house in houses().await {
        house.stock(30);
        house.first().await;
        let mut ids = Vec::new();
        for id in 1..=30 {
            ids.push(house.local(RecordKind::Candidate, id).await.local.unwrap());
        }
        // The links do not wait for a pause that the vendor asked for.
        let tx = house.app.db.begin().await.unwrap();
        let until = house.now() + Duration::from_secs(600);
        let there = crate::integrations::get(&house.app, &house.boss, house.there).await.unwrap();
        store::integrations::connection::pause(&tx, &there, until).await.unwrap();
        tx.commit().await.unwrap();
        let before = house.shelf.with(|shelves| shelves.opened);
        let found = origin(&house.app, &house.boss, RecordKind::Candidate, &ids).await.unwrap();
        assert_eq!(found.len(), 30);
        assert!(found[&ids[6]].link.ends_with("/candidate/7"), "{}", found[&ids[6]].link);
        assert_eq!(house.shelf.with(|shelves| shelves.opened) - before, 1, "{}", house.kind());
    }
}

#[tokio::test]
async fn the_offer_of_an_application_from_there_is_changed_there() {
    for house in houses().await {
        house.stock(1);
        house.first().await;
        let application = house.application(1).await;
        let typed = TypedOffer { job_title: "Night nurse".into(), ..Default::default() };
        let refused = set_offer(&house.app, &house.boss, application.id, &typed).await.unwrap_err();
        assert!(matches!(&refused, Error::Conflict(why) if why.contains("in step with Shelf")), "{refused}");
        assert!(refused.to_string().contains("https://acme.example.com/application/1"), "{refused}");
        assert_eq!(house.application(1).await.offer, application.offer, "{}", house.kind());
        // Once it is gone there, nobody else keeps it.
        house.later(15);
        house.shelf.with(|shelves| shelves.rows.remove(&(RecordKind::Application, 1)));
        house.run(model::sync::RunMode::Full).await;
        set_offer(&house.app, &house.boss, application.id, &typed).await.unwrap();
    }
}
