//! Results are written once, over our own writing only, and taken away where that is asked, on both databases.

use std::collections::BTreeMap;

use connect::VendorError;
use model::{
    ApplicationId,
    application::Application,
    remote::{RemoteTag, RemoteValue},
    screening::{Score, Threshold},
};
use store::screening::{mark, preference, result, written};

use super::{call, told::told};
use crate::{
    outgoing::testing::{CONNECTION, Fault, Synced, synced},
    screening::{
        Preference, Screened,
        disconnect::{self, Leaving},
        opt_out,
        setup::{
            choose::{Chosen, choose},
            make::make_missing,
        },
        threshold::set_job,
    },
};

/// A company whose system has all that results are kept in, and whose job's results are written there.
async fn ready(hub: &Synced, comment: bool) {
    let (app, boss) = (&hub.app, &hub.boss);
    make_missing(app, boss, CONNECTION).await.unwrap();
    let chosen = Chosen { prefix: "CLARA".into(), group: "Blue".into(), ..Chosen::default() };
    choose(app, boss, CONNECTION, chosen).await.unwrap();
    let job = hub.house.job.id;
    let wanted = Preference { enabled: true, write_back: true, comment, ..Preference::of(job) };
    let tx = app.db.begin().await.unwrap();
    preference::put(&tx, boss.workspace, &wanted).await.unwrap();
    tx.commit().await.unwrap();
    hub.work().await;
}

/// What was found out about somebody, kept as the scorer keeps it.
async fn found(hub: &Synced, of: &Application, points: u8) {
    let score = Score {
        points: Some(points),
        judged: 100,
        reasons: vec![],
        knock_outs: vec![],
        summary: format!("Shows welding at {points}."),
        scorer: "1".into(),
        input: format!("{points:064}"),
    };
    let (app, space) = (&hub.app, hub.boss.workspace);
    let bare = Screened::new(of.id, of.job);
    let known =
        Screened { score: Some(score), scored_at: Some(app.now()), criteria_version: Some(1), ..bare };
    let tx = app.db.begin().await.unwrap();
    result::put_many(&tx, space, &[known]).await.unwrap();
    tx.commit().await.unwrap();
    again(hub, of.id).await;
}

/// Asks for somebody's result to be written.
async fn again(hub: &Synced, id: ApplicationId) {
    let (app, space) = (&hub.app, hub.boss.workspace);
    let tx = app.db.begin().await.unwrap();
    mark::unwritten(&tx, space, &[id], app.now()).await.unwrap();
    call(app, &tx, space, hub.house.job.id).await.unwrap();
    tx.commit().await.unwrap();
}

/// What an application says there, by the names of the fields.
fn says(hub: &Synced, id: &str) -> BTreeMap<String, String> {
    let names = hub.tracker.company(|company| company.fields.clone());
    let named = |value: RemoteValue| {
        let field = names.iter().find(|field| field.external_id == value.field).unwrap();
        (field.name.trim_start_matches("CLARA ").to_owned(), value.value)
    };
    hub.tracker.application(id).fields.into_iter().map(named).collect()
}

fn tags(hub: &Synced, id: &str) -> Vec<String> {
    hub.tracker.application(id).tags.into_iter().map(|tag| format!("{}/{}", tag.category, tag.name)).collect()
}

/// Somebody there writes over a value of ours.
fn overwrite(hub: &Synced, id: &str, name: &str, value: &str) {
    let fields = hub.tracker.company(|company| company.fields.clone());
    let field = fields.into_iter().find(|field| field.name == name).unwrap().external_id;
    hub.tracker.edit(id, |there| {
        there.fields.retain(|kept| kept.field != field);
        there.fields.push(RemoteValue { field, value: value.into() });
    });
}

async fn kept(hub: &Synced, id: ApplicationId) -> Option<written::Content> {
    let all = written::of_applications(&hub.app.db, hub.boss.workspace, &[id]).await.unwrap();
    all.into_iter().next().map(|one| one.content)
}

#[tokio::test]
async fn a_result_is_written_once_with_one_tag_and_unchanged_nothing_is() {
    for hub in synced().await {
        ready(&hub, true).await;
        let ana = hub.apply("Ana", "7").await;
        found(&hub, &ana, 82).await;
        hub.work().await;
        let told = says(&hub, "7");
        assert_eq!(
            (told["Score"].as_str(), told["Status"].as_str()),
            ("82", "Pre_Qualified"),
            "{}",
            hub.kind()
        );
        assert_eq!(
            (told["Summary"].as_str(), told["Scored at"].as_str()),
            ("Shows welding at 82.", "2026-03-02")
        );
        assert_eq!(told["Version"], "criteria 1, scorer 1");
        assert_eq!(tags(&hub, "7"), ["group_blue/CLARA: Pre_Qualified"]);
        assert_eq!(hub.tracker.comments(), ["CLARA: Pre_Qualified, 82 of 100 points.\nShows welding at 82."]);
        let known = kept(&hub, ana.id).await.unwrap();
        assert_eq!((known.respected, known.problems), (vec![], vec![]));

        let calls = hub.tracker.calls();
        hub.later(86_400);
        found(&hub, &ana, 82).await;
        hub.work().await;
        assert_eq!(hub.tracker.calls(), calls, "the same again writes nothing, whatever day it is");
        set_job(&hub.app, &hub.boss, ana.job, Some(Threshold(90))).await.unwrap();
        hub.work().await;
        assert_eq!(says(&hub, "7")["Status"], "Not_Qualified");
        assert_eq!(tags(&hub, "7"), ["group_blue/CLARA: Not_Qualified"]);
        set_job(&hub.app, &hub.boss, ana.job, None).await.unwrap();
        hub.work().await;
        assert_eq!(tags(&hub, "7"), ["group_blue/CLARA: Pre_Qualified"]);
        assert_eq!(hub.tracker.comments().len(), 2, "the same words are not said twice");
    }
}

#[tokio::test]
async fn what_a_person_changed_there_is_left_and_said() {
    for hub in synced().await {
        ready(&hub, false).await;
        let ana = hub.apply("Ana", "7").await;
        found(&hub, &ana, 82).await;
        hub.work().await;
        overwrite(&hub, "7", "CLARA Summary", "I spoke with her.");
        let theirs = RemoteTag { name: "CLARA: Qualified".into(), category: "group_blue".into() };
        hub.tracker.edit("7", |there| there.tags = vec![theirs]);
        found(&hub, &ana, 40).await;
        hub.work().await;
        let there = says(&hub, "7");
        assert_eq!((there["Score"].as_str(), there["Summary"].as_str()), ("40", "I spoke with her."));
        assert_eq!(tags(&hub, "7"), ["group_blue/CLARA: Qualified"]);
        let told = told(&hub.app, &hub.boss, ana.id).await.unwrap().remove(0);
        assert_eq!((told.name.as_str(), told.on_its_way), ("Tracker", false));
        let respected = told.respected;
        assert_eq!(respected.len(), 2, "{respected:?}");
        assert!(respected.iter().any(|said| said.contains("CLARA Summary")), "{respected:?}");
        // Where the person puts back what was ours, it is ours again.
        overwrite(&hub, "7", "CLARA Summary", "Shows welding at 82.");
        found(&hub, &ana, 30).await;
        hub.work().await;
        assert_eq!(says(&hub, "7")["Summary"], "Shows welding at 30.");
        assert_eq!(kept(&hub, ana.id).await.unwrap().respected.len(), 1);
        assert!(hub.tracker.comments().is_empty());
    }
}

#[tokio::test]
async fn a_worker_that_dies_leaves_one_of_each() {
    for hub in synced().await {
        ready(&hub, true).await;
        let ana = hub.apply("Ana", "7").await;
        found(&hub, &ana, 82).await;
        // The task that queues, then one death at each of the three changes.
        let queued =
            store::task::claim(&hub.app.db, "w", hub.app.now(), crate::work::LEASE, 1).await.unwrap();
        super::work(&hub.app, "w", &queued[0]).await.unwrap();
        for _ in 0..3 {
            hub.tracker.fault(Fault::Death);
            hub.die_at_work().await;
        }
        hub.work().await;
        assert_eq!(says(&hub, "7")["Score"], "82", "{}", hub.kind());
        assert_eq!(tags(&hub, "7"), ["group_blue/CLARA: Pre_Qualified"]);
        assert_eq!(hub.tracker.comments().len(), 1);
        let known = kept(&hub, ana.id).await.unwrap();
        assert_eq!((known.respected, known.values.len()), (vec![], 6));
        assert_eq!(hub.tracker.writes().len(), 3, "each once");
    }
}

#[tokio::test]
async fn what_may_have_arrived_is_ours_too() {
    for hub in synced().await {
        ready(&hub, false).await;
        let ana = hub.apply("Ana", "7").await;
        found(&hub, &ana, 82).await;
        hub.tracker.fault(Fault::After(VendorError::Uncertain("no answer".into())));
        hub.work().await;
        found(&hub, &ana, 40).await;
        hub.later(3_600);
        hub.work().await;
        assert_eq!(says(&hub, "7")["Score"], "40", "{}", hub.kind());
        assert_eq!(tags(&hub, "7"), ["group_blue/CLARA: Not_Qualified"]);
        assert_eq!(kept(&hub, ana.id).await.unwrap().respected, [] as [&str; 0]);
    }
}

#[tokio::test]
async fn who_opts_out_has_nothing_there_any_more() {
    for hub in synced().await {
        ready(&hub, false).await;
        let ana = hub.apply("Ana", "7").await;
        found(&hub, &ana, 82).await;
        hub.work().await;
        opt_out::opt_out(&hub.app, &hub.boss, ana.candidate).await.unwrap();
        hub.work().await;
        assert!(says(&hub, "7").is_empty() && tags(&hub, "7").is_empty(), "{}", hub.kind());
    }
}

#[tokio::test]
async fn stopping_keeps_or_takes_away_and_going_on_writes_again() {
    for hub in synced().await {
        ready(&hub, false).await;
        let (app, boss) = (&hub.app, &hub.boss);
        let (ana, bo) = (hub.apply("Ana", "7").await, hub.apply("Bo", "8").await);
        found(&hub, &ana, 82).await;
        found(&hub, &bo, 40).await;
        hub.work().await;
        disconnect::stop(app, boss, CONNECTION, Leaving::Keep).await.unwrap();
        found(&hub, &ana, 50).await;
        hub.work().await;
        assert_eq!(says(&hub, "7")["Score"], "82", "{}: nothing more is written", hub.kind());
        let progress = disconnect::progress(app, boss, CONNECTION).await.unwrap();
        assert_eq!((progress.left, progress.on_their_way, progress.goes_on), (2, 0, false));

        overwrite(&hub, "8", "CLARA Summary", "Mine");
        disconnect::stop(app, boss, CONNECTION, Leaving::Remove).await.unwrap();
        assert!(disconnect::progress(app, boss, CONNECTION).await.unwrap().goes_on);
        hub.work().await;
        assert!(says(&hub, "7").is_empty() && tags(&hub, "7").is_empty());
        assert_eq!(says(&hub, "8"), BTreeMap::from([("Summary".to_owned(), "Mine".to_owned())]));
        let progress = disconnect::progress(app, boss, CONNECTION).await.unwrap();
        assert_eq!((progress.left, progress.on_their_way, progress.goes_on), (0, 0, false));

        disconnect::resume(app, boss, CONNECTION).await.unwrap();
        hub.work().await;
        assert_eq!(says(&hub, "7")["Score"], "50");
        assert_eq!((says(&hub, "8")["Score"].as_str(), says(&hub, "8")["Summary"].as_str()), ("40", "Mine"));
        assert_eq!(tags(&hub, "8"), ["group_blue/CLARA: Not_Qualified"]);
    }
}
