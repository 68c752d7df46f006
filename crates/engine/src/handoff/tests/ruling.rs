//! The rule “send when hired”.

use model::{ApplicationId, connection::SendOptions, handoff::HandoffState, job::StageKind};
use store::{hiring::application, integrations::handoff::Handoff};

use super::house::{House, houses};
use crate::{
    attention,
    handoff::{form::of_connection, list::list, rule::on_moved},
};

async fn moved(house: &House, id: ApplicationId, kind: StageKind) {
    let tx = house.app.db.begin().await.unwrap();
    let space = house.recruiter.workspace;
    let mut application = application::get(&tx, space, id).await.unwrap().unwrap();
    let stage = house.stage(kind);
    application::set_stage(&tx, space, id, application.stage, stage.id, house.app.now()).await.unwrap();
    application.stage = stage.id;
    on_moved(&house.app, &tx, &house.recruiter, &application, stage).await.unwrap();
    tx.commit().await.unwrap();
}

async fn all(house: &House) -> Vec<Handoff> {
    list(&house.app, &house.recruiter, &Default::default(), 0).await.unwrap().handoffs
}

fn on() -> SendOptions {
    SendOptions { when_hired: true, ..Default::default() }
}

#[tokio::test]
async fn a_move_to_hired_sends_by_itself_once() {
    for house in houses().await {
        of_connection(&house.app, &house.administrator, house.connection, false).await.unwrap();
        house.options(on()).await;
        let (_, ana) = house.person("Ana", StageKind::Offer).await;
        moved(&house, ana, StageKind::Interview).await;
        assert!(all(&house).await.is_empty());
        moved(&house, ana, StageKind::Hired).await;
        house.work().await;
        assert_eq!(house.hr.employees().len(), 1);
        moved(&house, ana, StageKind::Offer).await;
        moved(&house, ana, StageKind::Hired).await;
        house.work().await;
        let sent = all(&house).await;
        assert_eq!((sent.len(), sent[0].state), (1, HandoffState::Delivered));
        assert!(sent[0].created_by.contains("Rafael Mendes"), "{}", sent[0].created_by);
    }
}

#[tokio::test]
async fn off_at_first() {
    for house in houses().await {
        of_connection(&house.app, &house.administrator, house.connection, false).await.unwrap();
        let (_, ana) = house.person("Ana", StageKind::Offer).await;
        moved(&house, ana, StageKind::Hired).await;
        assert!(all(&house).await.is_empty());
    }
}

#[tokio::test]
async fn what_is_missing_waits_as_a_card_that_names_it_and_calls_nobody() {
    for house in houses().await {
        of_connection(&house.app, &house.administrator, house.connection, false).await.unwrap();
        house.options(on()).await;
        let (_, nameless) = house.person("", StageKind::Offer).await;
        moved(&house, nameless, StageKind::Hired).await;
        let cards = attention::list(&house.app, &house.recruiter).await.unwrap();
        assert_eq!(cards.len(), 1);
        assert!(cards[0].sentence.contains("First name"), "{}", cards[0].sentence);
        assert_eq!(all(&house).await[0].record.get("lastName"), Some("Example"));
        house.work().await;
        assert_eq!((house.hr.calls("find"), house.hr.calls("form")), (0, 1));
    }
}

#[tokio::test]
async fn without_a_form_at_hand_it_waits() {
    for house in houses().await {
        house.options(on()).await;
        let (_, ana) = house.person("Ana", StageKind::Offer).await;
        moved(&house, ana, StageKind::Hired).await;
        let waiting = all(&house).await;
        assert_eq!(waiting[0].state, HandoffState::Waiting);
        assert!(waiting[0].problem.as_ref().unwrap().sentence.contains("never fetched"));
    }
}
