//! Questions to applicants, from the editor through the letter to the answers on the application's page.

use crate::stage::{Answer, Stage, stage};
use axum::http::{Method, StatusCode};
use engine::{
    hiring::{
        add_candidate::add_candidate,
        apply::apply,
        jobs::{self, TypedJob},
        workflows::{self, TypedStage},
    },
    mail::mailbox,
    work,
};
use model::{
    ApplicationId, JobId,
    access::Role,
    candidate::Profile,
    job::{JobStatus, StageKind},
};

struct House {
    stage: Stage,
    job: JobId,
}

const SET: &str = "name=Shifts&at=applied&intro=Two+things.&delay_hours=0&remind_days=3&expire_days=14\
    &question_text=Which+%3Cshift%3E%3F&question_kind=choice&question_options=Days%0ANights&question_required=true\
    &question_text=Years+with+TIG%3F&question_kind=number&question_options=&question_required=true\
    &question_text=Anything+else%3F&question_kind=text&question_options=";

async fn house() -> House {
    let stage = stage().await;
    let (app, actor) = (&stage.app, stage.actor(Role::Administrator));
    let stages = [("New", StageKind::Applied), ("In", StageKind::Hired), ("Out", StageKind::Rejected)]
        .map(|(name, kind)| TypedStage { id: None, name: name.into(), kind });
    let flow = workflows::create(app, actor, "Yard hiring", &stages).await.unwrap();
    let typed = TypedJob { title: "Welder".into(), workflow: Some(flow.id), ..TypedJob::default() };
    let job = jobs::create(app, actor, &typed).await.unwrap();
    jobs::set_status(app, actor, job.id, JobStatus::Open).await.unwrap();
    House { stage, job: job.id }
}

impl House {
    fn at(&self, path: &str) -> String {
        format!("/jobs/{}/screening/questions{path}", self.job)
    }

    async fn anyone(&self, method: Method, path: &str, form: Option<&str>) -> Answer {
        self.stage.ask(None, method, path, form).await
    }

    /// A set that is switched on.
    async fn asking(&self) {
        let kept = self.stage.post(Role::Recruiter, &self.at("/new"), SET).await;
        assert_eq!(kept.location(), self.at(""), "{}", kept.body);
        let list = self.stage.get(Role::Recruiter, &self.at("")).await;
        let (_, rest) = list.body.split_once(&format!("action=\"{}/", self.at(""))).expect("a switch");
        let on = rest.split('"').next().unwrap();
        assert!(on.ends_with("/on"), "{on}");
        self.stage.post(Role::Recruiter, &self.at(&format!("/{on}")), "").await;
    }

    /// Ana applies and gets her letter; gives her application and the path of the form.
    async fn ana(&self) -> (ApplicationId, String) {
        let (app, actor) = (&self.stage.app, self.stage.actor(Role::Administrator));
        let profile = Profile {
            first_name: "Ana".into(),
            last_name: "Lopez".into(),
            email: "ana@example.com".into(),
            ..Profile::default()
        };
        let ana = add_candidate(app, actor, &profile).await.unwrap();
        let made = apply(app, actor, ana, self.job).await.unwrap();
        work::run_due(app, "w").await.unwrap();
        let (letters, _) = mailbox::list(app, actor, None, 0).await.unwrap();
        let (_, letter) = letters.first().expect("a letter");
        assert_eq!((letter.to_address.as_str(), letter.to_name.as_str()), ("ana@example.com", "Ana Lopez"));
        let (_, token) = letter.text.split_once("http://127.0.0.1:7300/questions/").expect("a link");
        (made.id, format!("/questions/{}", token.split_whitespace().next().unwrap()))
    }
}

#[tokio::test]
async fn what_is_asked_by_letter_is_answered_without_signing_in_and_shown() {
    let house = house().await;
    house.asking().await;
    let (ana, form) = house.ana().await;
    let page = house.anyone(Method::GET, &form, None).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.headers["x-robots-tag"], "noindex, nofollow");
    assert!(page.body.contains("Which &#60;shift&#62;?") && page.body.contains("Two things."));
    assert!(page.body.contains("name=\"robots\"") && !page.body.contains("Lopez"), "the link shows no name");

    let wrong = house.anyone(Method::POST, &form, Some("answer-0=Days&answer-1=many&answer-2=Hm")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("id=\"answer-1-error\"") && !wrong.body.contains("id=\"answer-0-error\""));
    assert!(wrong.body.contains("Years with TIG? Please write a number"), "the list above says which");
    assert!(wrong.body.contains("value=\"Days\" checked") && wrong.body.contains("\nHm</textarea>"));

    let good = house.anyone(Method::POST, &form, Some("answer-0=Nights&answer-1=4&answer-2=")).await;
    assert_eq!((good.status, good.location()), (StatusCode::SEE_OTHER, form.as_str()));
    let page = house.anyone(Method::GET, &form, None).await;
    assert!(page.body.contains("Your answers have arrived") && !page.body.contains("<form"));
    house.anyone(Method::POST, &form, Some("answer-0=Days&answer-1=9")).await;

    let shown = house.stage.get(Role::HiringManager, &format!("/applications/{ana}/screening")).await.body;
    assert!(shown.contains("Asked by letter") && shown.contains("<dd>Nights</dd>"), "{shown}");
    assert!(!shown.contains("<dd>9</dd>"), "the first answer stands");
    let list = house.stage.get(Role::Recruiter, &house.at("")).await.body;
    assert!(list.contains("<dt>answered</dt><dd>1</dd>"));
    let (_, ask) =
        list.split_once("/ask\"").map(|(before, after)| (after, before)).expect("a way to ask the others");
    let ask = format!("{}/ask", ask.rsplit('"').next().unwrap());
    let said = house.stage.post(Role::Recruiter, &ask, "").await;
    assert_eq!(said.location(), house.at(""));
    assert!(said.headers.contains_key("set-cookie"), "says that nobody is left");
}

#[tokio::test]
async fn the_link_in_a_letter_leads_out_of_screening() {
    let house = house().await;
    house.asking().await;
    let (ana, form) = house.ana().await;
    let out = format!("{form}/opt-out");
    let asked = house.anyone(Method::GET, &out, None).await;
    assert!(asked.body.contains(">Opt out</button>"), "looking changes nothing");
    let left = house.anyone(Method::POST, &out, Some("")).await;
    assert_eq!(left.location(), out);
    assert!(house.anyone(Method::GET, &out, None).await.body.contains("You have opted out"));
    let closed = house.anyone(Method::GET, &form, None).await;
    assert_eq!(closed.status, StatusCode::GONE);
    let shown = house.stage.get(Role::HiringManager, &format!("/applications/{ana}/screening")).await.body;
    assert!(shown.contains("They asked not to be screened") && shown.contains("The person opted out."));
    let guess = house.anyone(Method::GET, "/questions/guess", None).await;
    assert_eq!(guess.status, StatusCode::NOT_FOUND);
    assert!(guess.body.contains("This link leads nowhere"));
    let guess = house.anyone(Method::POST, "/questions/guess/opt-out", Some("")).await;
    assert_eq!(guess.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_editor_keeps_what_was_typed_and_moves_rows_without_a_script() {
    let house = house().await;
    let more = house.stage.post(Role::Recruiter, &house.at("/new"), &format!("do=add&{SET}")).await;
    assert_eq!(more.status, StatusCode::OK);
    assert!(
        more.body.contains("id=\"question-3\"") && more.body.contains("value=\"Which &#60;shift&#62;?\"")
    );
    let wrong = SET.replace("name=Shifts", "name=").replace("Days%0ANights", "Days");
    let wrong = house.stage.post(Role::Recruiter, &house.at("/new"), &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("id=\"name-error\"") && wrong.body.contains("id=\"question-0-error\""));
    assert_eq!(house.stage.get(Role::HiringManager, &house.at("")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn anyone_reads_the_notice_and_an_administrator_writes_it() {
    let house = house().await;
    let space = house.stage.actor(Role::Administrator).workspace;
    let path = format!("/screening-notice/{space}");
    let page = house.anyone(Method::GET, &path, None).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.body.contains("<h1>How Acme looks at applications</h1>")
            && page.body.contains("<h2>A person decides")
    );
    let settings = house.stage.get(Role::Administrator, "/settings/screening-notice").await;
    assert!(settings.body.contains("Have counsel check") && settings.body.contains(&path));
    let words = "words=%23+Ours%0D%0A%0D%0A%3Cb%3E{company}%3C%2Fb%3E";
    house.stage.post(Role::Administrator, "/settings/screening-notice", words).await;
    let page = house.anyone(Method::GET, &path, None).await;
    assert!(page.body.contains("<h1>Ours</h1>") && page.body.contains("&#60;b&#62;Acme"), "{}", page.body);
    house.stage.post(Role::Administrator, "/settings/screening-notice", "usual=true&words=x").await;
    assert!(house.anyone(Method::GET, &path, None).await.body.contains("A person decides"));
    let nobody =
        house.anyone(Method::GET, "/screening-notice/00000000-0000-0000-0000-000000000000", None).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}
