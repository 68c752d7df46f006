//! A job's board, moving people on it, and their offers.

use crate::stage::{Stage, stage};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use engine::hiring::{
    apply::apply,
    jobs::{self, TypedJob},
    workflows::{self, TypedStage},
};
use model::{
    access::Role,
    application::Application,
    candidate::{Candidate, Profile},
    job::{Job, JobStatus, StageKind, Workflow},
};

/// An open job with somebody who applied for it.
struct House {
    stage: Stage,
    flow: Workflow,
    job: Job,
    ana: Application,
}

async fn house() -> House {
    let stage = stage().await;
    let (app, actor) = (&stage.app, stage.actor(Role::Administrator));
    let stages = [("New", StageKind::Applied), ("Talk", StageKind::Interview), ("In", StageKind::Hired)]
        .map(|(name, kind)| TypedStage { id: None, name: name.into(), kind });
    let flow = workflows::create(app, actor, "Yard <hiring>", &stages).await.unwrap();
    let typed = TypedJob { title: "Welder & Co".into(), workflow: Some(flow.id), ..TypedJob::default() };
    let job = jobs::create(app, actor, &typed).await.unwrap();
    let job = jobs::set_status(app, actor, job.id, JobStatus::Open).await.unwrap();
    let profile = Profile {
        first_name: "Ana".into(),
        last_name: "Lopez".into(),
        source: "Referral".into(),
        ..Profile::default()
    };
    let person = Candidate { id: app.id(), profile };
    let tx = app.db.begin().await.unwrap();
    store::hiring::candidate::insert(&tx, actor.workspace, &person, app.now()).await.unwrap();
    tx.commit().await.unwrap();
    let ana = apply(app, actor, person.id, job.id).await.unwrap();
    House { flow, job, ana, stage }
}

impl House {
    async fn board(&self) -> String {
        self.stage.get(Role::Recruiter, &format!("/jobs/{}/board", self.job.id)).await.body
    }

    /// Which column of the board Ana stands in.
    async fn column_of_ana(&self) -> String {
        let board = self.board().await;
        let before = board.split(&format!("data-application=\"{}\"", self.ana.id)).next().unwrap();
        let name = before.rsplit("data-stage-name=\"").next().unwrap();
        name.split('"').next().unwrap().to_owned()
    }

    /// Moves as the board's script does.
    async fn script_moves(&self, role: Role, form: String) -> (StatusCode, String) {
        let request = Request::post(format!("/applications/{}/stage", self.ana.id))
            .header(header::HOST, "hub.test")
            .header(header::COOKIE, self.stage.cookie(role))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("hx-request", "true")
            .body(Body::from(form))
            .unwrap();
        let answer = self.stage.send(request).await;
        (answer.status, answer.body)
    }
}

#[tokio::test]
async fn a_card_shows_who_and_moves_by_a_plain_form() {
    let house = house().await;
    let board = house.board().await;
    assert!(board.contains(&format!("href=\"/candidates/{}\"", house.ana.candidate)), "{board}");
    assert!(board.contains("Since today") && board.contains("Referral") && board.contains("draggable"));
    let form = format!("stage={}&return_to=/jobs/{}/board", house.flow.stages[2].id, house.job.id);
    let path = format!("/applications/{}/stage", house.ana.id);
    let moved = house.stage.post(Role::HiringManager, &path, &form).await;
    assert_eq!(moved.location(), format!("/jobs/{}/board", house.job.id));
    assert_eq!(house.column_of_ana().await, "In");
    assert!(!house.board().await.contains("Can be sent"), "there is nothing to send to");
}

#[tokio::test]
async fn the_script_is_answered_in_plain_words() {
    let house = house().await;
    let to = |number: usize| format!("stage={}", house.flow.stages[number].id);
    assert_eq!(house.script_moves(Role::Recruiter, to(1)).await, (StatusCode::NO_CONTENT, String::new()));
    assert_eq!(house.column_of_ana().await, "Talk");
    let (status, said) = house.script_moves(Role::Recruiter, "stage=nowhere".into()).await;
    assert_eq!((status, said.as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "Choose the stage to move to."));
    let unknown = format!("stage={}", uuid::Uuid::nil());
    let (status, said) = house.script_moves(Role::Recruiter, unknown).await;
    assert_eq!((status, said.as_str()), (StatusCode::NOT_FOUND, "There is no such stage."));
    assert_eq!(house.script_moves(Role::Employee, to(2)).await.0, StatusCode::FORBIDDEN);
    assert_eq!(house.column_of_ana().await, "Talk");
}

#[tokio::test]
async fn a_form_does_not_lead_to_another_site() {
    let house = house().await;
    let form = format!("stage={}&return_to=//evil.example/", house.flow.stages[1].id);
    let path = format!("/applications/{}/stage", house.ana.id);
    assert_eq!(house.stage.post(Role::Recruiter, &path, &form).await.location(), "/");
}

#[tokio::test]
async fn an_offer_comes_back_with_its_errors_and_is_kept_when_right() {
    let house = house().await;
    let path = format!("/applications/{}/offer", house.ana.id);
    let wrong = house.stage.post(Role::Recruiter, &path, "start_date=soon&salary=lots&manager=Bo+Lind").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in ["id=\"start_date-error\"", "id=\"salary-error\"", "value=\"Bo Lind\"", "value=\"lots\""] {
        assert!(wrong.body.contains(part), "{part}: {}", wrong.body);
    }
    let right = "start_date=2026-05-04&salary=41000.50&currency=gbp&pay_period=Year";
    let kept = house.stage.post(Role::Recruiter, &path, right).await;
    assert_eq!(kept.location(), format!("/candidates/{}", house.ana.candidate));
    let shown = house.stage.get(Role::Recruiter, &path).await.body;
    assert!(shown.contains("value=\"2026-05-04\"") && shown.contains("value=\"GBP\""));
    assert_eq!(house.stage.get(Role::HiringManager, &path).await.status, StatusCode::FORBIDDEN);
}
