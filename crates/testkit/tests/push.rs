//! People of the pool go into a recruiting CRM: as it was set up, once, whatever is struck; and nobody where something
//! does not fit.

use engine::{
    Actor, Error,
    people::{Visitor, accept_invitation::accept_invitation, invite::invite},
    sourcing::{
        export::{self, Begun, Request},
        intake,
        push::{approval, save, try_on::try_on, view},
    },
};
use model::{
    ConnectionId, ExportId, ProfileId,
    access::Role,
    push::{ExportState, Ours, PushSettings, WhoMay},
};
use secrecy::ExposeSecret;
use serde_json::json;
use store::sourcing::{profile, record};
use testkit::{Stage, keepers::Keepers, pool::pooled_email};

const VENDOR: &str = "clinch";

struct Scene {
    stage: Stage,
    keepers: Keepers,
    connection: ConnectionId,
}

impl Scene {
    async fn of(stage: Stage) -> Self {
        let connection = stage.connect(VENDOR).await;
        Self { stage, keepers: Keepers::of(VENDOR), connection }
    }

    /// Keeps the suggested settings, changed.
    async fn set_up(&self, change: impl FnOnce(&mut PushSettings)) -> Result<(), Error> {
        let (app, boss) = (&self.stage.app, &self.stage.administrator);
        let mut settings = view(app, boss, self.connection).await.unwrap().settings();
        settings.tags_as = Some("tag".into());
        change(&mut settings);
        save(app, boss, self.connection, &settings).await
    }

    async fn send(&self, actor: &Actor, profiles: Vec<ProfileId>, key: &str) -> Result<Begun, Error> {
        let request = Request { connection: self.connection, profiles, place: None, key: key.into() };
        export::begin(&self.stage.app, actor, request).await
    }

    fn people(&self, number: usize) -> Vec<String> {
        let world = self.stage.world(VENDOR);
        world.read(|documents| (self.keepers.people)(documents, &pooled_email(number)))
    }

    /// Files, entries of both tags.
    fn counts(&self, id: &str) -> (usize, usize, usize) {
        let keepers = self.keepers;
        self.stage.world(VENDOR).read(|documents| {
            let entries = |words: &str| (keepers.entries)(documents, id, words);
            ((keepers.files)(documents, id), entries("Rust"), entries("Speaker"))
        })
    }

    async fn states(&self, id: ExportId) -> Vec<(ExportState, String)> {
        let (app, boss) = (&self.stage.app, &self.stage.administrator);
        let (_, rows) = export::get(app, boss, id, None, 1).await.unwrap();
        let told = |row: export::Row| {
            (row.item.state, row.item.problem.map(|problem| problem.sentence).unwrap_or_default())
        };
        rows.into_iter().map(told).collect()
    }
}

/// A recruiter beside the administrator.
async fn colleague(stage: &Stage) -> Actor {
    let (app, boss) = (&stage.app, &stage.administrator);
    let (_, link) = invite(app, boss, "bo.lind@example.com", Role::Recruiter).await.unwrap();
    let visitor = Visitor { address: "127.0.0.1".into(), user_agent: "testkit".into() };
    let password = "correct-horse-battery".into();
    let joined = accept_invitation(app, link.expose_secret(), "Bo Lind", &password, &visitor).await;
    joined.unwrap().actor
}

#[tokio::test]
async fn people_arrive_once_with_tags_and_resume_and_the_pool_knows_it() {
    for stage in Stage::each().await {
        let scene = Scene::of(stage).await;
        let (boss, stage) = (scene.stage.administrator.clone(), &scene.stage);
        let ids = [stage.pooled(1).await, stage.pooled(2).await];
        assert!(matches!(scene.send(&boss, ids.to_vec(), "a").await, Err(Error::Conflict(_))), "not set up");
        scene.set_up(|_| {}).await.unwrap();
        let begun = scene.send(&boss, ids.to_vec(), "a").await.unwrap();
        assert_eq!(scene.send(&boss, ids.to_vec(), "a").await.unwrap().id, begun.id, "a second click");
        let busy = scene.send(&boss, ids.to_vec(), "b").await;
        assert!(matches!(busy, Err(Error::Conflict(_))), "on the way already: {busy:?}");
        stage.deliver_all().await;
        for (number, profile) in (1..).zip(ids) {
            let there = scene.people(number);
            assert_eq!(there.len(), 1, "{:?}", scene.states(begun.id).await);
            assert_eq!(scene.counts(&there[0]), (1, 1, 1));
            let known = record::of_system(&stage.app.db, boss.workspace, scene.connection, &there[0]).await;
            assert_eq!(known.unwrap().unwrap().profile, profile);
        }
        // Sent again they are completed, and nothing is doubled.
        let again = scene.send(&boss, ids.to_vec(), "c").await.unwrap();
        stage.deliver_all().await;
        assert!(scene.states(again.id).await.iter().all(|state| state.0 == ExportState::Done));
        assert_eq!((scene.people(1).len(), scene.counts(&scene.people(1)[0])), (1, (1, 1, 1)));
    }
}

#[tokio::test]
async fn an_export_that_is_cut_off_at_any_request_leaves_one_person() {
    let scene = Scene::of(Stage::sqlite().await).await;
    scene.set_up(|_| {}).await.unwrap();
    let boss = scene.stage.administrator.clone();
    let mut number = 0;
    for fault in ["drop_after", "drop_before", "cut_body", "500", "429"] {
        for request in 1..=14 {
            number += 1;
            let profile = scene.stage.pooled(number).await;
            scene.stage.set_faults(VENDOR, &format!("{fault}@{request}")).await;
            let begun = scene.send(&boss, vec![profile], &format!("key-{number}")).await.unwrap();
            scene.stage.deliver_all().await;
            let when = format!("{fault} at {request}");
            let states = scene.states(begun.id).await;
            assert_eq!(states[0].0, ExportState::Done, "{when}: {states:?}");
            let there = scene.people(number);
            assert_eq!(there.len(), 1, "{when}");
            assert_eq!(scene.counts(&there[0]), (1, 1, 1), "{when}");
        }
    }
}

#[tokio::test]
async fn a_field_that_vanishes_stops_everything_before_anybody_is_harmed() {
    for stage in Stage::each().await {
        let scene = Scene::of(stage).await;
        let (boss, stage) = (scene.stage.administrator.clone(), &scene.stage);
        let own = scene.keepers.fields[2];
        let mapped = |settings: &mut PushSettings| {
            let mut row = settings.mapping[0].clone();
            (row.ours, row.theirs) = (Some(Ours::Address), own.into());
            settings.mapping.push(row);
        };
        scene.set_up(mapped).await.unwrap();
        let profile = stage.pooled(1).await;
        let before = stage.world(VENDOR).read(|documents| documents["candidates"].clone());
        stage.world(VENDOR).change(scene.keepers.remove_field);
        let begun = scene.send(&boss, vec![profile], "a").await.unwrap();
        stage.deliver_all().await;
        let states = scene.states(begun.id).await;
        assert!(states[0].0 == ExportState::Waiting && states[0].1.contains(own), "{states:?}");
        assert_eq!(stage.world(VENDOR).read(|documents| documents["candidates"].clone()), before);
        let cards = engine::attention::list(&stage.app, &boss).await.unwrap();
        assert!(cards.iter().any(|card| card.sentence.contains(own)), "{cards:?}");
        let counted = engine::attention::count(&stage.app, &boss).await.unwrap();
        assert_eq!(counted, cards.len() as u64);
        assert!(matches!(scene.send(&boss, vec![profile], "b").await, Err(Error::Conflict(_))));
        // Another mapping, and they go on by themselves.
        scene.set_up(|settings| settings.mapping.retain(|row| row.theirs != own)).await.unwrap();
        stage.deliver_all().await;
        assert_eq!((scene.people(1).len(), scene.states(begun.id).await[0].0), (1, ExportState::Done));
    }
}

#[tokio::test]
async fn a_mapping_is_tried_on_people_and_nothing_is_written() {
    let scene = Scene::of(Stage::sqlite().await).await;
    let (app, boss) = (&scene.stage.app, &scene.stage.administrator);
    scene.stage.pooled(1).await;
    let before = scene.stage.world(VENDOR).read(Clone::clone);
    let settings = view(app, boss, scene.connection).await.unwrap().settings();
    let tried = try_on(app, boss, scene.connection, &settings).await.unwrap();
    assert!(tried[0].shown.contains(&("E-mail".into(), pooled_email(1))), "{tried:?}");
    assert_eq!(scene.stage.world(VENDOR).read(Clone::clone), before);
    let wrong = scene.set_up(|settings| settings.mapping[0].theirs = "nonsense".into()).await;
    assert_eq!(wrong.unwrap_err().problems()[0].field, "row0");
    assert!(view(app, boss, scene.connection).await.unwrap().kept.is_none());
}

#[tokio::test]
async fn a_member_asks_is_let_in_and_sends_without_entering_anything() {
    for stage in Stage::each().await {
        let scene = Scene::of(stage).await;
        let (app, boss) = (&scene.stage.app, &scene.stage.administrator);
        scene.set_up(|settings| settings.who = WhoMay::Granted).await.unwrap();
        let member = colleague(&scene.stage).await;
        let profile = scene.stage.pooled(1).await;
        let refused = scene.send(&member, vec![profile], "a").await;
        assert!(matches!(&refused, Err(Error::Conflict(why)) if why.contains("Ask")), "{refused:?}");
        approval::ask(app, &member, scene.connection, "Our nurses").await.unwrap();
        approval::ask(app, &member, scene.connection, "Our nurses").await.unwrap();
        let asked = approval::requests(app, boss, scene.connection).await.unwrap();
        assert_eq!((asked.len(), asked[0].1.as_str()), (1, "Bo Lind"));
        let cards = engine::attention::list(app, boss).await.unwrap();
        assert!(cards.iter().any(|card| card.sentence.starts_with("Bo Lind asks")), "{cards:?}");
        assert!(approval::decide(app, &member, scene.connection, member.user.unwrap(), true).await.is_err());
        approval::decide(app, boss, scene.connection, member.user.unwrap(), true).await.unwrap();
        scene.send(&member, vec![profile], "a").await.unwrap();
        scene.stage.deliver_all().await;
        assert_eq!(scene.people(1).len(), 1);
        approval::decide(app, boss, scene.connection, member.user.unwrap(), false).await.unwrap();
        assert!(scene.send(&member, vec![profile], "b").await.is_err());
    }
}

/// People there come into the pool once, are renewed, and are forgotten when they are anonymised there.
#[tokio::test]
async fn people_there_come_here_and_are_forgotten_with_them() {
    for stage in Stage::each().await {
        let scene = Scene::of(stage).await;
        let (app, boss) = (&scene.stage.app, &scene.stage.administrator);
        let world = scene.stage.world(VENDOR);
        let own = scene.stage.pooled(1).await;
        scene.set_up(|_| {}).await.unwrap();
        scene.send(boss, vec![own], "a").await.unwrap();
        scene.stage.deliver().await;
        let sent = scene.people(1).remove(0);
        intake::switch(app, boss, scene.connection, true).await.unwrap();
        scene.stage.deliver().await;
        let walk = intake::get(app, boss, scene.connection).await.unwrap();
        // Of fifty people there, three are on a restricted list and one is anonymised; one more is whom we sent.
        assert_eq!((walk.seen, walk.made, walk.unreadable), (48, 46, 0), "{walk:?}");
        assert!(walk.ended_at.is_some(), "{walk:?}");
        let of =
            async |id: &str| record::of_system(&app.db, boss.workspace, scene.connection, id).await.unwrap();
        assert_eq!(of(&sent).await.unwrap().profile, own, "whom we sent is nobody new");
        let many = profile::count(&app.db, boss.workspace).await.unwrap();
        // Changed there, changed here; anonymised there, gone here.
        let sandbox = vendors::registry::stand_ins().into_iter().find(|one| one.manifest().vendor == VENDOR);
        let sandbox = sandbox.unwrap();
        let change = |name: &str, wish| sandbox.command(&world, name, &wish).is_ok();
        assert!(change("change_candidate", json!({"id": "cand2", "attributes": {"city": "York"}})));
        assert!(change("anonymize", json!({"id": "cand3"})) && change("anonymize", json!({"id": sent})));
        scene.stage.bring_forward().await;
        scene.stage.deliver().await;
        assert_eq!(of("cand2").await.unwrap().person.city, "York");
        assert!(of("cand3").await.is_none() && of(&sent).await.is_none());
        assert_eq!(profile::get(&app.db, boss.workspace, own).await.unwrap(), None, "our own copy is gone");
        let walk = intake::get(app, boss, scene.connection).await.unwrap();
        assert_eq!((walk.forgotten, walk.made), (2, 0), "{walk:?}");
        assert_eq!(profile::count(&app.db, boss.workspace).await.unwrap(), many - 2);
        intake::switch(app, boss, scene.connection, false).await.unwrap();
        scene.stage.bring_forward().await;
        scene.stage.deliver_all().await;
    }
}
