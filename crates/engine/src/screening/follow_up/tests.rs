//! Questions to applicants on both databases: asked once, reminded once, closed, answered, left.

use std::collections::BTreeMap;

use model::{ApplicationId, QuestionSetId, application::Application, job::StageKind};
use store::screening::{follow_up::asked, mark};

use super::{
    answer::{self, Standing},
    sets::{self, TypedQuestion, TypedSet},
    *,
};
use crate::{
    App, Error,
    hiring::{
        erase_person,
        move_application::move_application,
        testing::{House, house},
    },
    mail::mailbox,
    people::{
        SignedIn,
        testing::{Bench, benches},
    },
    screening::{opt_out, preferences},
    work::LEASE,
};

const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;

fn typed() -> TypedSet {
    let question = |text: &str, kind: &str| TypedQuestion {
        text: text.into(),
        kind: kind.into(),
        options: if kind == "choice" { "Days\nNights".into() } else { String::new() },
        required: kind != "text",
    };
    TypedSet {
        name: "Shifts".into(),
        at: "review".into(),
        questions: vec![
            question("Which shift?", "choice"),
            question("May you work in the EU?", "yes_no"),
            question("Years with TIG?", "number"),
            question("Anything else?", "text"),
        ],
        ..TypedSet::default()
    }
}

/// Does the work of follow-ups that is due; letters stay in the mailbox, for there is no server.
async fn work(app: &App) {
    let tasks = store::task::claim(&app.db, "w", app.now(), LEASE, 16).await.unwrap();
    for task in tasks.iter().filter(|task| task.kind == TASK) {
        work::work(app, "w", task).await.unwrap();
    }
}

/// Who got which kinds of letters, the oldest first, and the token in the newest.
async fn letters(app: &App, who: &SignedIn) -> (Vec<String>, String) {
    let (all, _) = mailbox::list(app, &who.actor, None, 0).await.unwrap();
    let newest = all.first().map(|(_, letter)| letter.text.clone()).unwrap_or_default();
    let token =
        newest.split_once("/questions/").map(|(_, rest)| rest.split_whitespace().next().unwrap().to_owned());
    let kinds = all.into_iter().rev().map(|(kept, letter)| format!("{} {}", kept.kind, letter.to_address));
    (kinds.collect(), token.unwrap_or_default())
}

struct Scene {
    bench: Bench,
    boss: SignedIn,
    house: House,
    set: QuestionSetId,
}

/// A job with a set that is switched on.
async fn scenes(typed: &TypedSet) -> Vec<Scene> {
    let mut scenes = Vec::new();
    for bench in benches().await {
        let boss = bench.administrator().await;
        let house = house(&bench.app, &boss.actor).await;
        let set = sets::save(&bench.app, &boss.actor, house.job.id, None, typed).await.unwrap();
        bench.later(60);
        sets::switch(&bench.app, &boss.actor, house.job.id, set, true).await.unwrap();
        bench.later(60);
        scenes.push(Scene { bench, boss, house, set });
    }
    scenes
}

impl Scene {
    async fn ana(&self) -> Application {
        self.house.apply(&self.bench.app, &self.boss.actor, "Ana", "Lopez").await
    }

    async fn to(&self, id: ApplicationId, stage: usize) {
        let to = self.house.stage(stage);
        move_application(&self.bench.app, &self.boss.actor, id, to).await.unwrap();
    }

    async fn only(&self, id: ApplicationId) -> FollowUp {
        let space = self.boss.actor.workspace;
        let mut all = asked::of(&self.bench.app.db, space, &[id]).await.unwrap();
        assert_eq!(all.len(), 1, "{}", self.bench.kind());
        all.remove(0)
    }
}

fn answers(all: &[&str]) -> BTreeMap<usize, String> {
    all.iter().enumerate().map(|(number, answer)| (number, (*answer).to_owned())).collect()
}

#[tokio::test]
async fn who_comes_to_the_stage_is_asked_once_however_often_they_come() {
    for scene in scenes(&typed()).await {
        let (app, ana) = (&scene.bench.app, scene.ana().await);
        work(app).await;
        assert_eq!(letters(app, &scene.boss).await.0.len(), 0, "{}: not at her stage", scene.bench.kind());
        for stage in [1, 2, 1] {
            scene.to(ana.id, stage).await;
            work(app).await;
        }
        assert_eq!(letters(app, &scene.boss).await.0, ["questions ana.lopez@example.com"]);
        scene.bench.later(3 * DAY);
        work(app).await;
        work(app).await;
        scene.bench.later(3 * DAY);
        work(app).await;
        let (kinds, token) = letters(app, &scene.boss).await;
        assert_eq!(kinds, ["questions ana.lopez@example.com", "reminder ana.lopez@example.com"]);
        assert_eq!(answer::form(app, &token).await.unwrap().standing, Standing::Open);
        scene.bench.later(9 * DAY);
        assert_eq!(answer::form(app, &token).await.unwrap().standing, Standing::Expired);
        work(app).await;
        assert_eq!(scene.only(ana.id).await.state, FollowUpState::Expired);
        let late = answer::submit(app, &token, &answers(&["Days", "Yes", "3"]), "x").await.unwrap_err();
        assert!(matches!(late, Error::Conflict(_)), "{late}");
        assert_eq!(store::task::count(&app.db).await.unwrap(), 0, "nothing is left to do");
    }
}

#[tokio::test]
async fn an_answer_is_kept_once_and_makes_the_score_stale() {
    for scene in scenes(&typed()).await {
        let (app, ana) = (&scene.bench.app, scene.ana().await);
        let (job, space) = (scene.house.job.id, scene.boss.actor.workspace);
        let chosen = preferences::Chosen {
            enabled: true,
            stages: vec![StageKind::Review],
            sources: vec![],
            since: None,
            backfill: true,
            write_back: false,
            comment: false,
        };
        preferences::set(app, &scene.boss.actor, job, chosen).await.unwrap();
        scene.to(ana.id, 1).await;
        work(app).await;
        let (_, token) = letters(app, &scene.boss).await;
        let wrong = answer::submit(app, &token, &answers(&["Never", "", "1,000"]), "x").await.unwrap_err();
        let fields: Vec<_> = wrong.problems().iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["answer-0", "answer-1", "answer-2"], "{}", scene.bench.kind());
        answer::submit(app, &token, &answers(&["Nights", "Yes", "2,5", ""]), "192.0.2.9").await.unwrap();
        let given = asked::answers(&app.db, space, &[ana.id]).await.unwrap().remove(&ana.id).unwrap();
        let given: Vec<_> = given.iter().map(|one| (one.question.as_str(), one.answer.as_str())).collect();
        assert_eq!(
            given,
            [("Which shift?", "Nights"), ("May you work in the EU?", "Yes"), ("Years with TIG?", "2.5")]
        );
        let stale = mark::first_stale(&app.db, space, job, 9).await.unwrap();
        assert_eq!(stale.len(), 1);
        assert_eq!(stale[0].stale.as_ref().unwrap().why, "Questions were answered");
        let again = answer::submit(app, &token, &answers(&["Days", "Yes", "9"]), "x").await.unwrap_err();
        assert!(matches!(again, Error::Conflict(_)), "{again}");
        scene.bench.later(3 * DAY);
        work(app).await;
        assert_eq!(letters(app, &scene.boss).await.0.len(), 1, "who answered is not reminded");
        assert_eq!(scene.only(ana.id).await.answers.len(), 3);
        assert!(scene.bench.actions(&scene.boss).await.contains(&"follow_up.answered".to_owned()));
        erase_person::erase(app, &scene.boss.actor, ana.candidate).await.unwrap();
        assert!(asked::of(&app.db, space, &[ana.id]).await.unwrap().is_empty());
        assert!(matches!(answer::form(app, &token).await, Err(Error::NotFound(_))));
        assert_eq!(letters(app, &scene.boss).await.0.len(), 0);
    }
}

#[tokio::test]
async fn who_is_hired_rejected_or_opted_out_before_the_letter_gets_none() {
    for scene in scenes(&TypedSet { delay_hours: "2".into(), ..typed() }).await {
        let app = &scene.bench.app;
        let mut three = Vec::new();
        for (first, last) in [("Ana", "Lopez"), ("Ben", "Okoro"), ("Cleo", "Marsh"), ("Dai", "Pugh")] {
            let one = scene.house.apply(app, &scene.boss.actor, first, last).await;
            scene.to(one.id, 1).await;
            three.push(one);
        }
        scene.to(three[0].id, 3).await;
        scene.to(three[1].id, 4).await;
        opt_out::opt_out(app, &scene.boss.actor, three[2].candidate).await.unwrap();
        work(app).await;
        assert_eq!(letters(app, &scene.boss).await.0.len(), 0, "{}: the delay", scene.bench.kind());
        scene.bench.later(2 * HOUR);
        work(app).await;
        assert_eq!(letters(app, &scene.boss).await.0, ["questions dai.pugh@example.com"]);
        for one in &three[..3] {
            let over = scene.only(one.id).await;
            assert_eq!(over.state, FollowUpState::Withdrawn);
            assert!(over.why.unwrap().starts_with("The "));
        }
    }
}

#[tokio::test]
async fn the_link_lets_a_person_leave_and_says_nothing_more() {
    for scene in scenes(&typed()).await {
        let (app, ana) = (&scene.bench.app, scene.ana().await);
        scene.to(ana.id, 1).await;
        work(app).await;
        let (_, token) = letters(app, &scene.boss).await;
        assert!(!leave::is_out(app, &token).await.unwrap(), "{}", scene.bench.kind());
        leave::leave(app, &token, "192.0.2.9").await.unwrap();
        leave::leave(app, &token, "192.0.2.9").await.unwrap();
        assert!(leave::is_out(app, &token).await.unwrap());
        assert_eq!(answer::form(app, &token).await.unwrap().standing, Standing::Closed);
        assert_eq!(scene.only(ana.id).await.why.as_deref(), Some("The person opted out."));
        let guess = answer::form(app, "no-such-token").await.unwrap_err();
        assert!(matches!(guess, Error::NotFound(_)), "{guess}");
        let kept = crate::people::token::hash(&token);
        assert!(matches!(answer::form(app, &kept).await, Err(Error::NotFound(_))), "the hash opens nothing");
    }
}

#[tokio::test]
async fn a_set_switched_off_or_changed_does_what_it_says() {
    for scene in scenes(&TypedSet { delay_hours: "1".into(), ..typed() }).await {
        let (app, boss, job) = (&scene.bench.app, &scene.boss.actor, scene.house.job.id);
        let ana = scene.ana().await;
        scene.to(ana.id, 1).await;
        sets::switch(app, boss, job, scene.set, false).await.unwrap();
        scene.bench.later(HOUR);
        work(app).await;
        assert_eq!(scene.only(ana.id).await.why.as_deref(), Some("The questions were switched off."));
        let off = standing::ask(app, boss, job, scene.set).await.unwrap_err();
        assert!(matches!(off, Error::Conflict(_)), "{off}");
        let ben = scene.house.apply(app, boss, "Ben", "Okoro").await;
        scene.to(ben.id, 1).await;
        assert!(asked::of(&app.db, boss.workspace, &[ben.id]).await.unwrap().is_empty());
        // Who stood there when it was switched on again is not asked; who comes afterwards is.
        sets::switch(app, boss, job, scene.set, true).await.unwrap();
        assert!(asked::of(&app.db, boss.workspace, &[ben.id]).await.unwrap().is_empty());
        assert_eq!(
            standing::ask(app, boss, job, scene.set).await.unwrap(),
            1,
            "Ben, for Ana was asked before"
        );
        assert_eq!(standing::ask(app, boss, job, scene.set).await.unwrap(), 0);
        scene.bench.later(HOUR);
        work(app).await;
        assert_eq!(letters(app, &scene.boss).await.0, ["questions ben.okoro@example.com"]);
        let listed = sets::list(app, boss, job).await.unwrap();
        assert_eq!(listed[0].1.get(&FollowUpState::Withdrawn), Some(&1), "{}", scene.bench.kind());
        sets::put_away(app, boss, job, scene.set).await.unwrap();
        assert!(sets::list(app, boss, job).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_set_that_can_not_be_asked_is_refused_at_its_fields() {
    for scene in scenes(&typed()).await {
        let (app, boss, job) = (&scene.bench.app, &scene.boss.actor, scene.house.job.id);
        let twice = vec![typed().questions[3].clone(), typed().questions[3].clone()];
        let choice = TypedQuestion { options: "One".into(), ..typed().questions[0].clone() };
        let wrong = [
            ("name", TypedSet { name: " ".into(), ..typed() }),
            ("at", TypedSet { at: "rejected".into(), ..typed() }),
            ("at", TypedSet { at: scene.house.other.stages[0].id.to_string(), ..typed() }),
            ("expire_days", TypedSet { expire_days: "0".into(), ..typed() }),
            ("remind_days", TypedSet { remind_days: "14".into(), ..typed() }),
            ("questions", TypedSet { questions: vec![], ..typed() }),
            ("question-1", TypedSet { questions: twice, ..typed() }),
            ("question-0", TypedSet { questions: vec![choice], ..typed() }),
        ];
        for (field, typed) in wrong {
            let error = sets::save(app, boss, job, None, &typed).await.unwrap_err();
            assert_eq!(error.problems()[0].field, field, "{}: {error}", scene.bench.kind());
        }
    }
}
