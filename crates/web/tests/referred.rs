//! The pages behind a referral's links: the employee's answer, and the person's own.

use crate::stage::{Stage, stage};
use axum::http::{Method, StatusCode};
use engine::{
    hiring::{
        jobs::{self, TypedJob},
        workflows::{self, TypedStage},
    },
    mail::mailbox,
    referrals::{
        ask::{Ask, Whom, ask},
        introduce::take_link,
        list,
        refer::refer,
        settings,
    },
    work,
};
use model::{
    JobId,
    access::Role,
    job::{JobStatus, StageKind},
    referral::{Person, Sending, Settings, State},
};

struct House {
    stage: Stage,
    job: JobId,
}

fn ida() -> Person {
    Person {
        first_name: "Ida".into(),
        last_name: "Lar<sen".into(),
        email: "ida@example.com".into(),
        ..Person::default()
    }
}

async fn house() -> House {
    let stage = stage().await;
    let (app, actor) = (&stage.app, stage.actor(Role::Administrator));
    let stages = [("New", StageKind::Applied), ("In", StageKind::Hired), ("Out", StageKind::Rejected)]
        .map(|(name, kind)| TypedStage { id: None, name: name.into(), kind });
    let flow = workflows::create(app, actor, "Yard hiring", &stages).await.unwrap();
    let typed = TypedJob { title: "Welder".into(), workflow: Some(flow.id), ..TypedJob::default() };
    let job = jobs::create(app, actor, &typed).await.unwrap();
    jobs::set_status(app, actor, job.id, JobStatus::Open).await.unwrap();
    // Whenever this test runs, letters go out.
    let sending = Sending { weekdays: (1..=7).collect(), from_hour: 0, until_hour: 24, ..Sending::default() };
    let always = Settings { sending, ..Settings::default() };
    settings::set(app, actor, &always).await.unwrap();
    House { stage, job: job.id }
}

impl House {
    /// A request to an employee, and the path of the link in its letter.
    async fn asked(&self) -> String {
        let app = &self.stage.app;
        let request = Ask {
            job: self.job,
            employee: self.stage.actor(Role::Employee).user.unwrap(),
            whom: Whom::Person(ida()),
            note: "From Leeds.".into(),
        };
        ask(app, self.stage.actor(Role::Recruiter), &request).await.unwrap();
        work::run_due(app, "w").await.unwrap();
        let (letters, _) = mailbox::list(app, self.stage.actor(Role::Administrator), None, 0).await.unwrap();
        let (_, letter) = letters.first().expect("a letter");
        let (_, token) = letter.text.split_once("http://127.0.0.1:7300").expect("a link");
        token.split_whitespace().next().unwrap().to_owned()
    }

    /// The path of a person's own page.
    async fn introduced(&self) -> String {
        let (app, employee) = (&self.stage.app, self.stage.actor(Role::Employee));
        let id = refer(app, employee, self.job, &Whom::Person(ida()), "").await.unwrap();
        let link = take_link(app, employee, id).await.unwrap();
        link.split_once("7300").unwrap().1.to_owned()
    }

    async fn state(&self) -> State {
        let mine = list::mine(&self.stage.app, self.stage.actor(Role::Employee)).await.unwrap();
        mine[0].referral.state
    }
}

#[tokio::test]
async fn an_employee_answers_by_the_link_without_signing_in() {
    let house = house().await;
    let path = house.asked().await;
    let page = house.stage.ask(None, Method::GET, &path, None).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("Ida Lar&#60;sen") && page.body.contains("From Leeds."), "{}", page.body);
    assert_eq!(house.state().await, State::Requested, "looking changes nothing");
    let said = house.stage.ask(None, Method::POST, &path, Some("answer=pass")).await;
    assert_eq!(said.location(), path);
    house.stage.ask(None, Method::POST, &path, Some("answer=make_intro")).await;
    assert_eq!(house.state().await, State::Passed);
    let page = house.stage.ask(None, Method::GET, &path, None).await;
    assert!(page.body.contains("Your answer: Pass."), "{}", page.body);
}

#[tokio::test]
async fn a_person_agrees_on_their_own_page() {
    let house = house().await;
    let path = house.introduced().await;
    let page = house.stage.ask(None, Method::GET, &path, None).await;
    assert!(page.status == StatusCode::OK && page.body.contains("Put me forward"), "{}", page.body);
    let form = "first_name=Ida&last_name=Larsen&email=ida%40example.com&phone=&page=";
    let silent = house.stage.ask(None, Method::POST, &path, Some(form)).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.body.contains("Without your consent nothing is passed on."));
    let agreed = house.stage.ask(None, Method::POST, &path, Some(&format!("{form}&agrees=yes"))).await;
    assert_eq!(agreed.location(), path);
    assert_eq!(house.state().await, State::Applied);
    let page = house.stage.ask(None, Method::GET, &path, None).await;
    assert!(page.body.contains("You are being put forward for Welder."), "{}", page.body);
}

#[tokio::test]
async fn a_person_declines_and_a_guess_leads_nowhere() {
    let house = house().await;
    let path = house.introduced().await;
    let no = house.stage.ask(None, Method::POST, &format!("{path}/decline"), Some("never=yes")).await;
    assert_eq!(no.location(), path);
    assert_eq!(house.state().await, State::Ineligible);
    for path in ["/referred/guess", "/answer/guess"] {
        let guess = house.stage.ask(None, Method::GET, path, None).await;
        assert_eq!(guess.status, StatusCode::NOT_FOUND);
        assert!(guess.body.contains("This link leads nowhere"));
    }
}

#[tokio::test]
async fn an_employee_answers_and_introduces_on_the_page() {
    let house = house().await;
    house.asked().await;
    let mine = list::mine(&house.stage.app, house.stage.actor(Role::Employee)).await.unwrap();
    let path = format!("/referrals/{}", mine[0].referral.id);
    let page = house.stage.get(Role::Employee, &path).await;
    assert!(page.body.contains("Do you know Ida Lar&#60;sen?"), "{}", page.body);
    assert_eq!(house.stage.get(Role::HiringManager, &path).await.status, StatusCode::NOT_FOUND);
    house.stage.post(Role::Employee, &format!("{path}/answer"), "answer=make_intro").await;
    let page = house.stage.get(Role::Employee, &path).await;
    assert!(page.body.contains("Send to ida@example.com"), "{}", page.body);
    let wrong = house.stage.post(Role::Employee, &format!("{path}/introduce"), "subject=A&body=B").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Put {link} where the link is to stand."), "{}", wrong.body);
    let sent =
        house.stage.post(Role::Employee, &format!("{path}/introduce"), "subject=A&body=B+{link}").await;
    assert_eq!(sent.location(), path);
    let taken = house.stage.post(Role::Employee, &format!("{path}/link"), "").await;
    assert!(taken.body.contains("/referred/"), "{}", taken.body);
    let story = house.stage.get(Role::Recruiter, &path).await.body;
    assert!(story.contains("Introduced") && story.contains("Ida Lar&#60;sen"), "{story}");
    house.stage.post(Role::Employee, &format!("{path}/withdraw"), "").await;
    assert_eq!(house.state().await, State::Withdrawn);
}

#[tokio::test]
async fn rules_letters_and_tiers_are_set_on_pages() {
    let house = house().await;
    let (boss, rules) = (Role::Administrator, "/settings/referrals");
    let form = "weekdays=1&weekdays=2&holidays=2026-12-25&zone=Europe%2FBerlin&from_hour=8&until_hour=18&remind_days=3\
        &reminders=1&expire_days=5&fallback_days=1&owned_days=90&known_days=30&arrives_as=prospect&privacy=Ours.";
    assert_eq!(house.stage.post(boss, rules, form).await.location(), rules);
    let page = house.stage.get(boss, rules).await.body;
    assert!(
        page.contains("2026-12-25") && page.contains("Europe/Berlin") && page.contains("Ours."),
        "{page}"
    );
    let wrong = house.stage.post(boss, rules, &form.replace("2026-12-25", "Christmas")).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("Christmas"));
    let letters = format!("{rules}/letters");
    let page = house.stage.get(boss, &letters).await.body;
    assert!(page.contains("{candidate_name}") && page.contains("Request to the employee"), "{page}");
    let own = house.stage.post(boss, &format!("{letters}/intro"), "subject=Hi&body=See+{link}").await;
    assert_eq!(own.location(), letters);
    assert!(house.stage.get(boss, &letters).await.body.contains("Your words"));
    let wrong = house.stage.post(boss, &format!("{letters}/intro"), "subject=Hi&body={pay}+{link}").await;
    assert!(wrong.body.contains("There is nothing called"), "{}", wrong.body);
    let bonuses = format!("{rules}/bonuses");
    let tier = "name=Yard&amount=500&currency=eur&words=&waiting=90&departments=Yard\
        &name=&amount=&currency=&words=&waiting=&departments=";
    assert_eq!(house.stage.post(boss, &bonuses, tier).await.location(), bonuses);
    assert!(house.stage.get(boss, &bonuses).await.body.contains("value=\"EUR\""));
    let wrong = house.stage.post(boss, &bonuses, &tier.replace("500", "much")).await;
    assert!(wrong.body.contains("Write the amount as 1500"), "{}", wrong.body);
    let file = house.stage.get(Role::Recruiter, "/referrals.csv").await;
    assert!(file.body.contains("Referral id"), "{}", file.body);
    assert_eq!(house.stage.get(Role::Employee, "/referral-bonuses.csv").await.status, StatusCode::FORBIDDEN);
}
