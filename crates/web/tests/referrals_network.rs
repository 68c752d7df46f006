//! An employee's network, page by page; and that nobody else reads who is in it, wherever they look.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use engine::{
    Actor,
    hiring::{
        jobs::{self, TypedJob},
        workflows::{self, TypedStage},
    },
    referrals::{answer::answer, matching, network},
    work::run_due,
};
use model::{
    JobId, ReferralId,
    access::Role,
    job::{JobStatus, StageKind},
    referral::{Answer as Said, Channel},
};
use web::router::routes;

use crate::stage::{Answer, Stage, stage};

const NETWORK: &str = "/referrals/network";

/// What would say who somebody is.
const WORDS: [&str; 6] =
    ["Zebedee", "Quillfeather", "zq@example.org", "Grommet Mills", "Zinc Whisperer", "zebedee-q"];

const LIST: &str = "Notes:\n\"Some are missing.\"\n\n\
    First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
    Zebedee,Quillfeather,https://www.linkedin.com/in/zebedee-q,zq@example.org,Grommet Mills,\"Welder, Zinc Whisperer\",12 Mar 2024\n\
    ,,,,,,\n\
    Bo,=Quist,,bo@example.com,North Yard,Cook,7-Feb-22\n";

async fn upload(stage: &Stage, role: Role, file: &str) -> Answer {
    let head =
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Connections.csv\"\r\n\r\n";
    let request = Request::post(format!("{NETWORK}/import"))
        .header("host", "hub.test")
        .header("cookie", stage.cookie(role))
        .header("content-type", "multipart/form-data; boundary=edge")
        .body(Body::from(format!("{head}{file}\r\n--edge--\r\n")));
    stage.send(request.unwrap()).await
}

/// A job that the first contact fits.
async fn opening(stage: &Stage) -> JobId {
    let boss = stage.actor(Role::Administrator);
    let stages = [("New", StageKind::Applied), ("In", StageKind::Hired)].map(|(name, kind)| TypedStage {
        id: None,
        name: name.into(),
        kind,
    });
    let flow = workflows::create(&stage.app, boss, "Yard", &stages).await.unwrap();
    let welder = TypedJob { title: "Welder".into(), workflow: Some(flow.id), ..TypedJob::default() };
    let job = jobs::create(&stage.app, boss, &welder).await.unwrap().id;
    jobs::set_status(&stage.app, boss, job, JobStatus::Open).await.unwrap();
    job
}

async fn work(stage: &Stage) {
    for _ in 0..4 {
        stage.clock.advance(std::time::Duration::from_secs(1));
        run_due(&stage.app, "test").await.unwrap();
    }
}

async fn bring(stage: &Stage, role: Role) {
    let id = network::upload(&stage.app, stage.actor(role), LIST.as_bytes()).await.unwrap();
    network::bring_in(&stage.app, stage.actor(role), id).await.unwrap();
    work(stage).await;
}

#[tokio::test]
async fn a_file_is_looked_at_brought_in_and_all_of_it_deleted() {
    let (stage, me) = (stage().await, Role::Employee);
    let job = opening(&stage).await;
    let refused = upload(&stage, me, "a,b\n1,2\n").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("No row with the headings of contacts was found"));
    let preview = upload(&stage, me, LIST).await.location().to_owned();
    let page = stage.get(me, &preview).await.body;
    assert!(
        page.contains("Zebedee Quillfeather") && page.contains("1 row blank: left out (line 6)"),
        "{page}"
    );
    assert!(page.contains("Bo Quist"), "a formula is plain text: {page}");
    assert!(!stage.get(me, NETWORK).await.body.contains("Zebedee"), "nobody came in yet");
    let file = page.split("name=\"file\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let brought = stage.post(me, &preview, &format!("file={file}")).await;
    assert_eq!(brought.location(), "/referrals/matches");
    work(&stage).await;
    let page = stage.get(me, "/referrals/matches").await.body;
    assert!(page.contains("Zebedee Quillfeather") && page.contains("Possible"), "{page}");
    assert!(!page.contains("Bo Quist"));
    let page = stage.get(me, "/referrals/jobs").await.body;
    assert!(page.contains(&format!("/referrals/matches?job={job}")), "{page}");

    let page = stage.get(me, &format!("{NETWORK}?q=whisperer")).await.body;
    assert!(page.contains("Quillfeather") && !page.contains("Bo Quist"));
    let id = network::list(&stage.app, stage.actor(me), "zebedee", 0).await.unwrap().people[0].id;
    let saved =
        stage.post(me, &format!("{NETWORK}/{id}/known"), "known=well&back=https://elsewhere.test/").await;
    assert_eq!(saved.location(), NETWORK, "one goes back to one's own pages only");
    work(&stage).await;
    assert!(stage.get(me, "/referrals/matches").await.body.contains("You know them well"));
    stage.post(me, &format!("{NETWORK}/{id}/left-out"), "left_out=true").await;
    work(&stage).await;
    assert!(!stage.get(me, "/referrals/matches").await.body.contains("Zebedee"));

    assert!(stage.get(me, &format!("{NETWORK}/delete")).await.body.contains("2 people"));
    stage.post(me, &format!("{NETWORK}/delete"), "").await;
    let page = stage.get(me, NETWORK).await.body;
    assert!(page.contains("Nobody here yet") && !page.contains("Zebedee"));
}

/// Every page and answer of the API as somebody sees it, with each of these in the place of a name in its path.
async fn walk(stage: &Stage, who: Role, ids: &[String]) {
    let mut seen = 0;
    for route in routes().into_iter().filter(|route| route.method == Method::GET) {
        let paths: Vec<String> = match route.path.contains('{') {
            true => ids.iter().map(|id| filled(route.path, id)).collect(),
            false => vec![route.path.to_owned()],
        };
        for path in paths {
            let answer = stage.get(who, &path).await;
            seen += usize::from(answer.status == StatusCode::OK);
            for word in WORDS {
                assert!(!answer.body.contains(word), "{word} stands in {path} as {who:?} sees it");
            }
        }
    }
    assert!(seen > 15, "only {seen} pages were seen");
}

fn filled(path: &str, id: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { id } else { part }).collect::<Vec<_>>().join("/")
}

async fn asked(stage: &Stage, by: &Actor, job: JobId) -> ReferralId {
    let shown = matching::seen(&stage.app, by, job).await.unwrap();
    assert_eq!(shown.len(), 1, "that there is a match is seen");
    matching::ask_about(&stage.app, by, job, shown[0].key, "").await.unwrap()
}

#[tokio::test]
async fn nobody_else_reads_who_a_contact_is_before_the_employee_agrees() {
    let stage = stage().await;
    let job = opening(&stage).await;
    bring(&stage, Role::Employee).await;
    let employee = stage.actor(Role::Employee);
    let contact = network::list(&stage.app, employee, "zebedee", 0).await.unwrap().people[0].id;
    let request = asked(&stage, stage.actor(Role::Recruiter), job).await;
    work(&stage).await;
    let key = matching::seen(&stage.app, stage.actor(Role::Recruiter), job).await.unwrap()[0].key;
    let letters = store::mail::letter::list(&stage.app.db, employee.workspace, None, 50, 0).await.unwrap();
    assert!(!letters.is_empty(), "the employee was written to");
    let mut ids: Vec<String> = vec![
        job.to_string(),
        employee.user.unwrap().to_string(),
        contact.to_string(),
        request.to_string(),
        key.to_string(),
    ];
    ids.extend(letters.iter().map(|letter| letter.id.to_string()));
    let others = [Role::Recruiter, Role::HiringManager, Role::Administrator];
    for who in others {
        walk(&stage, who, &ids).await;
        for what in ["known", "left-out", "delete"] {
            let form = "known=well&left_out=true";
            let answer = stage.post(who, &format!("{NETWORK}/{contact}/{what}"), form).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{who:?} {what}");
        }
    }
    let page = stage.get(Role::Employee, NETWORK).await.body;
    assert!(
        WORDS[..2].iter().all(|word| page.contains(word)),
        "the walk looks for what does stand somewhere"
    );

    let user = employee.user.unwrap();
    answer(&stage.app, request, Said::Pass, user, Channel::Page).await.unwrap();
    work(&stage).await;
    for who in others {
        walk(&stage, who, &ids).await;
    }
}

#[tokio::test]
async fn with_the_employees_agreement_the_request_names_the_person() {
    let stage = stage().await;
    let job = opening(&stage).await;
    bring(&stage, Role::Employee).await;
    let (app, employee) = (&stage.app, stage.actor(Role::Employee));
    let request = asked(&stage, stage.actor(Role::Recruiter), job).await;
    let kept = async || {
        store::referrals::referral::get(&app.db, employee.workspace, request).await.unwrap().unwrap()
    };
    assert!(kept().await.person.is_nobody());
    answer(app, request, Said::MakeIntro, employee.user.unwrap(), Channel::Page).await.unwrap();
    let person = kept().await.person;
    assert_eq!(
        (person.full_name().as_str(), person.email.as_str()),
        ("Zebedee Quillfeather", "zq@example.org")
    );
}
