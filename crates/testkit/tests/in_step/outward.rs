//! Changes made here arrive there once, and never over somebody else's.

use engine::{
    hiring::{
        bulk, comments, move_application::move_application, set_application_field::set_application_field,
        upkeep::tags::label,
    },
    outgoing::{conflict::conflict_of, insist::insist, yield_to_theirs::yield_to_theirs},
};
use model::{
    StageId,
    remote::RecordKind,
    sync::{RunMode, RunState},
};
use store::{
    hiring::tag,
    sync::mirror::{self, Kind},
};

use super::{
    scene::{Scene, sum},
    there::VENDOR,
};

impl Scene {
    /// The stage here that a stage there is.
    async fn our_stage(&self, application: &str, stage: &str) -> StageId {
        let job = self.there.job_of(application);
        let rows = mirror::of_parents(&self.stage.app.db, self.connection, Kind::Stage, [job.as_str()])
            .await
            .unwrap();
        StageId(rows.into_iter().find(|row| row.external_id == stage).unwrap().local.unwrap())
    }

    /// Moves an application on the board here; gives the stage there that it is to stand in.
    async fn move_here(&self, id: &str, meaning: &str) -> String {
        let stage = self.there.stage(&self.there.job_of(id), meaning);
        let ours = self.our_stage(id, &stage).await;
        let (application, _) = self.here(id).await;
        move_application(&self.stage.app, &self.stage.administrator, application, ours).await.unwrap();
        stage
    }

    /// How often the stand-in was asked to write.
    async fn writes(&self) -> usize {
        let control = self.stage.announcement(VENDOR).control_url;
        let address = format!("{control}/requests");
        let journal: serde_json::Value = reqwest::get(address).await.unwrap().json().await.unwrap();
        let all = journal["requests"].as_array().unwrap();
        all.iter().filter(|one| one["sent"] != true && one["method"] != "GET").count()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_move_here_moves_there_once_and_its_echo_makes_no_work() {
    for scene in Scene::each().await {
        let hub = scene.stage.visitor().await;
        let address = format!("{}/hooks/{}", hub.hub, scene.connection);
        scene.there.command("add_webhook", serde_json::json!({"url": address})).await;
        let id = scene.there.standing("review").remove(0);
        let steps = scene.steps(&id).await;
        let to = scene.move_here(&id, "interview").await;
        scene.stage.deliver().await;
        assert_eq!(scene.there.stage_of(&id), to);
        assert_eq!((scene.writes().await, scene.outgoing().await), (1, 1));
        // The message about our own move comes back, and the next runs see it.
        for _ in 0..50 {
            scene.stage.deliver().await;
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        let messages = scene.stage.texts("select event from hook_delivery", ["event"]).await;
        assert!(!messages.is_empty(), "our own move is told to us");
        for mode in [RunMode::Changes, RunMode::Full] {
            let run = scene.run(mode).await;
            assert_eq!((run.state, sum(&run).changed), (RunState::Done, 0), "{mode:?}: {:?}", run.sentence);
        }
        assert_eq!((scene.writes().await, scene.outgoing().await), (1, 1), "no work comes of an echo");
        assert_eq!(scene.steps(&id).await, steps + 1, "and no second movement");
        scene.in_step("after a move here").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_change_arrives_once_whatever_is_lost_on_the_way() {
    // Answers lost after the change was made are the ones that make a second one.
    for faults in [
        "",
        "drop_after=0.5",
        "cut_body=0.4,malformed=0.2",
        "drop_before=0.3,500=0.2,429=0.2:1s",
        "refuse=0.3,503=0.3",
    ] {
        let scene = Scene::patient(50).await;
        scene.stage.deliver().await;
        let (app, actor) = (&scene.stage.app, &scene.stage.administrator);
        // Whoever has one application, so that it is clear which one a remark goes to.
        let id = only_one(&scene);
        let (application, candidate) = scene.here(&id).await;
        let field = scene.there.field("HR record");
        let fields =
            mirror::of_external(&app.db, scene.connection, Kind::Field, [field.as_str()]).await.unwrap();
        let ours = fields[&field].local.unwrap().into();
        let (said, tagged) = (scene.there.comments(&id).len(), scene.there.tags(&id).len());

        scene.stage.set_faults(VENDOR, faults).await;
        // In a category that is known there; the sync brought it.
        let categories = tag::categories(&app.db, actor.workspace).await.unwrap();
        let green = categories.into_iter().find(|category| category.name == "custom_green").unwrap();
        let tag = label::create(app, actor, "Open day", green.id).await.unwrap();
        let to = scene.move_here(&id, "offer").await;
        comments::add(app, actor, candidate, "Spoke on the phone, keen on mornings.").await.unwrap();
        bulk::give_tag(app, actor, &[candidate], tag).await.unwrap();
        set_application_field(app, actor, application, ours, "EMP-17").await.unwrap();
        for _ in 0..40 {
            // Two workers take turns, and the second is never told what the first one did.
            engine::work::run_due(app, "one").await.unwrap();
            engine::work::run_due(app, "two").await.unwrap();
            scene.stage.bring_forward().await;
        }
        scene.stage.set_faults(VENDOR, "").await;
        scene.go_on(2).await;

        let waits = scene
            .stage
            .texts("select told, state from outgoing where state <> 'delivered'", ["told", "state"])
            .await;
        assert!(waits.is_empty(), "{faults}: {waits:?}");
        assert_eq!(scene.there.stage_of(&id), to, "{faults}");
        let comments = scene.there.comments(&id);
        assert_eq!(comments.len(), said + 1, "{faults}: one comment came of one");
        assert_eq!(comments.iter().filter(|text| text.contains("keen on mornings")).count(), 1, "{faults}");
        assert_eq!(scene.there.tags(&id).len(), tagged + 1, "{faults}");
        assert_eq!(scene.there.values(&id, &field), ["EMP-17"], "{faults}");
        let run = scene.run(RunMode::Full).await;
        assert_eq!(run.state, RunState::Done, "{faults}: {:?}", run.sentence);
        assert_eq!(scene.outgoing().await, 4, "{faults}: what comes back is not sent again");
        scene.in_step(faults).await;
    }
}

/// An application that is still open, of somebody who has no other.
fn only_one(scene: &Scene) -> String {
    let applications = scene.there.records("applications");
    let person = |id: &String| applications[id]["rels"]["candidate"].clone();
    let alone =
        |id: &String| applications.values().filter(|one| one["rels"]["candidate"] == person(id)).count() == 1;
    scene.there.standing("review").into_iter().find(alone).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_move_there_meanwhile_is_shown_and_a_person_decides() {
    for scene in Scene::each().await {
        let (app, actor) = (&scene.stage.app, &scene.stage.administrator);
        let mut ids = scene.there.standing("review").into_iter();
        for insists in [true, false] {
            let id = ids.next().unwrap();
            let (application, _) = scene.here(&id).await;
            // Moved there, which nobody here has seen yet, and then here.
            let theirs = scene.there.move_to_meaning(&id, "interview").await;
            let ours = scene.move_here(&id, "offer").await;
            scene.stage.deliver().await;
            assert_eq!(scene.there.stage_of(&id), theirs, "nothing is overwritten there");
            let seen = conflict_of(app, actor, application).await.unwrap().unwrap();
            assert_eq!((seen.ours.as_str(), seen.theirs.as_deref()), ("Offer", Some("Interview")));
            // Nor here, by the next run.
            let run = scene.run(RunMode::Changes).await;
            assert_eq!(run.state, RunState::Done);
            assert_eq!(scene.stands_in(&id).await, "Offer");
            assert!(conflict_of(app, actor, application).await.unwrap().is_some(), "it still waits");
            if insists {
                insist(app, actor, seen.outgoing).await.unwrap();
            } else {
                yield_to_theirs(app, actor, seen.outgoing).await.unwrap();
            }
            scene.stage.deliver().await;
            assert!(conflict_of(app, actor, application).await.unwrap().is_none());
            let end = if insists { &ours } else { &theirs };
            assert_eq!(&scene.there.stage_of(&id), end);
            let run = scene.run(RunMode::Full).await;
            assert_eq!(run.state, RunState::Done);
            assert_eq!(scene.mirror(RecordKind::Application, &id).await.state["stage"], **end);
            scene.in_step(if insists { "ours counts" } else { "theirs counts" }).await;
        }
    }
}
