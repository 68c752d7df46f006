//! What screening knows follows its application through a merge and back.

use model::screening::{Score, Standing};
use store::screening::{mark, result, voluntary};

use super::*;
use crate::{
    hiring::{attachments, testing::house},
    people::testing::benches,
    screening::{
        Decision, Event, Proof, Screened, decide::decide, list, opt_out::opt_out, preferences, proof,
    },
};

fn scored(of: &model::application::Application, points: u8, app: &App) -> Screened {
    let score = Score {
        points: Some(points),
        judged: 100,
        reasons: vec![],
        knock_outs: vec![],
        summary: String::new(),
        scorer: "test 1".into(),
        input: String::new(),
    };
    Screened { score: Some(score), scored_at: Some(app.now()), ..Screened::new(of.id, of.job) }
}

async fn put(app: &App, actor: &Actor, results: &[Screened]) {
    let tx = app.db.begin().await.unwrap();
    result::put_many(&tx, actor.workspace, results).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn scores_decisions_and_answers_go_with_their_applications_and_come_back() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let house = house(app, &boss).await;
        let ana = house.apply(app, &boss, "Ana", "Lopez").await;
        let twin = house.apply(app, &boss, "Anna", "Lopez").await;
        put(app, &boss, &[scored(&ana, 40, app), scored(&twin, 90, app)]).await;
        decide(app, &boss, ana.id, Standing::Qualified, "Knows cranes").await.unwrap();
        let tx = app.db.begin().await.unwrap();
        let said = [("gender".to_owned(), "female".to_owned())].into();
        voluntary::put(&tx, boss.workspace, twin.id, &said, app.now()).await.unwrap();
        tx.commit().await.unwrap();

        let made = merge(app, &boss, ana.candidate, twin.candidate).await.unwrap();
        let stands = async |id| {
            let shown = list::get(app, &boss, id).await.unwrap();
            let points = shown.result.score.and_then(|score| score.points);
            (shown.candidate.id, points, shown.result.decision.map(|said: Decision| said.why))
        };
        let cranes = Some("Knows cranes".to_owned());
        assert_eq!(stands(ana.id).await, (ana.candidate, Some(40), cranes.clone()), "{}", bench.kind());
        assert_eq!(stands(twin.id).await, (ana.candidate, Some(90), None));
        assert!(!voluntary::of(&app.db, boss.workspace, twin.id).await.unwrap().is_empty());
        let page = list::list(app, &boss, house.job.id, Default::default(), None, 9).await.unwrap();
        assert_eq!(page.rows.len(), 2, "both applications are listed, with the kept record");

        unmerge(app, &boss, made).await.unwrap();
        assert_eq!(stands(ana.id).await, (ana.candidate, Some(40), cranes));
        assert_eq!(stands(twin.id).await, (twin.candidate, Some(90), None));
        assert!(matches!(proof::prove(app, &boss).await.unwrap(), Proof::Whole { .. }));
    }
}

#[tokio::test]
async fn whoever_asked_not_to_be_screened_asked_it_for_both_records() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let house = house(app, &boss).await;
        let ana = house.apply(app, &boss, "Ana", "Lopez").await;
        let twin = house.apply(app, &boss, "Anna", "Lopez").await;
        put(app, &boss, &[scored(&ana, 40, app), scored(&twin, 90, app)]).await;
        opt_out(app, &boss, twin.candidate).await.unwrap();

        let made = merge(app, &boss, ana.candidate, twin.candidate).await.unwrap();
        let known = result::get(&app.db, boss.workspace, ana.id).await.unwrap().unwrap();
        assert!(known.opted_out_at.is_some() && known.score.is_none(), "{}", bench.kind());
        unmerge(app, &boss, made).await.unwrap();
        let known = result::get(&app.db, boss.workspace, ana.id).await.unwrap().unwrap();
        assert!(known.opted_out_at.is_none(), "only the other asked");
        let known = result::get(&app.db, boss.workspace, twin.id).await.unwrap().unwrap();
        assert!(known.opted_out_at.is_some(), "who asked stays out");
        let told = proof::history(app, &boss, ana.id).await.unwrap();
        let told: Vec<_> = told.iter().map(|one| one.line.event).collect();
        assert_eq!(told, [Event::OptedOut, Event::OptedIn]);
        assert!(matches!(proof::prove(app, &boss).await.unwrap(), Proof::Whole { .. }));
    }
}

#[tokio::test]
async fn another_resume_has_screened_people_looked_at_again() {
    use model::{attachment::AttachmentKind, job::StageKind};
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let house = house(app, &boss).await;
        let chosen = preferences::Chosen {
            enabled: true,
            stages: vec![StageKind::Applied],
            sources: vec![],
            since: None,
            backfill: false,
            write_back: false,
            comment: false,
        };
        preferences::set(app, &boss, house.job.id, chosen).await.unwrap();
        let ana = house.apply(app, &boss, "Ana", "Lopez").await;
        let twin = house.person(app, &boss, "Anna", "Lopez").await;
        let text = b"Welds since 2014".to_vec();
        attachments::add(app, &boss, twin.id, AttachmentKind::Resume, "cv.txt", text).await.unwrap();
        put(app, &boss, &[scored(&ana, 40, app)]).await;
        let stale = async || {
            let waiting = mark::first_stale(&app.db, boss.workspace, house.job.id, 9).await.unwrap();
            waiting.into_iter().filter_map(|one| Some((one.application, one.stale?.why))).collect::<Vec<_>>()
        };
        merge(app, &boss, ana.candidate, twin.id).await.unwrap();
        let now = stale().await;
        assert_eq!(now.len(), 1, "{}", bench.kind());
        assert!(now[0].0 == ana.id && now[0].1.contains("became one"), "{now:?}");
        let known = result::get(&app.db, boss.workspace, ana.id).await.unwrap().unwrap();
        assert_eq!(known.score.unwrap().points, Some(40), "the score stays until there is a new one");
    }
}
