//! Jobs, applications, candidates, comments, tags and custom attributes over the API.

use axum::http::{Method, StatusCode};
use model::access::Role;
use serde_json::{Value, json};

use crate::{
    calling::{Program, program},
    screened::house,
};

/// The permissions that the guide of screening has made in the applicant tracking system for such a program.
const SCREENING: &str = "job:read application:read application:write comment:write \
                         custom_attributes:read custom_attributes:write custom_attributes:delete";

const NONE: &str = "01a21013-0000-7000-8000-000000000000";

async fn fill(boss: &Program<'_>) -> Value {
    let category =
        boss.write(Method::POST, "/tag-categories", json!({"name": "Score", "colour": "teal"}), "c").await;
    assert_eq!(category.status, StatusCode::CREATED, "{}", category.body);
    for name in ["Score: Qualified", "Score: Not_Qualified"] {
        let tag = json!({"name": name, "category": category.body["id"]});
        assert_eq!(boss.write(Method::POST, "/tags", tag, name).await.status, StatusCode::CREATED);
    }
    let attribute = json!({"name": "Score", "of": "application", "kind": "integer"});
    let made = boss.write(Method::POST, "/custom-attributes", attribute, "a").await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    made.body["id"].clone()
}

#[tokio::test]
async fn a_program_with_the_guides_permissions_scores_the_hubs_own_job_and_nothing_more() {
    let house = house().await;
    let ana = house.applicant("Ana").await;
    let boss = program(&house.stage, Role::Administrator, "tags:write custom_attributes:write").await;
    let attribute = fill(&boss).await;
    let scorer = program(&house.stage, Role::Administrator, SCREENING).await;

    let jobs = scorer.get("/jobs?status=open").await;
    assert_eq!(jobs.body["items"][0]["id"], json!(ana.job));
    let path = format!("/applications?job={}&limit=1", ana.job);
    let found = scorer.get(&path).await;
    let one = &found.body["items"][0];
    assert_eq!((&one["id"], &one["stage"]["kind"]), (&json!(ana.id), &json!("applied")), "{}", found.body);
    assert_eq!(scorer.get(&format!("/applications/{}/files", ana.id)).await.status, StatusCode::OK);

    let at = |rest: &str| format!("/applications/{}{rest}", ana.id);
    let score = at(&format!("/custom-attributes/{}", attribute.as_str().unwrap()));
    let kept = scorer.write(Method::PUT, &score, json!({"value": "87"}), "s1").await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT, "{}", kept.body);
    let refused = scorer.write(Method::PUT, &score, json!({"value": "high"}), "s2").await;
    assert_eq!((refused.status.as_u16(), &refused.body["errors"][0]["field"]), (422, &json!("value")));
    let values = scorer.get(&at("/custom-attributes")).await;
    assert_eq!(values.body["items"][0]["value"], "87");
    let tagged = scorer.write(Method::PUT, &at("/tags"), json!({"tags": ["score: qualified"]}), "t1").await;
    assert_eq!(tagged.body["tags"][0]["name"], "Score: Qualified", "{}", tagged.body);
    let other =
        scorer.write(Method::PUT, &at("/tags"), json!({"tags": ["Score: Not_Qualified"]}), "t2").await;
    assert_eq!(other.body["tags"].as_array().unwrap().len(), 1, "exactly one tag is set");
    let comments = format!("/candidates/{}/comments", ana.candidate);
    let said = scorer.write(Method::POST, &comments, json!({"text": "Scored 87"}), "k1").await;
    assert_eq!(said.status, StatusCode::CREATED, "{}", said.body);
    assert_eq!(said.body["author"], "Administrator Person by Scorer");
    assert_eq!(scorer.call(Method::DELETE, &score, None, &[]).await.status, StatusCode::NO_CONTENT);
    let values = scorer.get(&at("/custom-attributes")).await;
    assert_eq!(values.body["items"][0]["value"], Value::Null);

    let job = format!("/jobs/{}", ana.job);
    let beyond = [
        (Method::PATCH, job.as_str(), "job:write"),
        (Method::GET, "/candidates", "candidate:read"),
        (Method::POST, "/candidates", "candidate:write"),
        (Method::GET, comments.as_str(), "comment:read"),
        (Method::GET, "/tags", "tags:read"),
        (Method::POST, "/tags", "tags:write"),
        (Method::GET, "/connections", "integrations:read"),
    ];
    for (method, path, needed) in beyond {
        let refused = scorer.write(method.clone(), path, json!({}), needed).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{method} {path}");
        assert!(refused.body["detail"].as_str().unwrap().contains(needed), "{}", refused.body);
    }
}

#[tokio::test]
async fn a_permission_gives_no_more_than_the_role_of_whose_key_it_is() {
    let house = house().await;
    let everything = model::permission::Permission::all().map(|one| one.word()).collect::<Vec<_>>().join(" ");
    let manager = program(&house.stage, Role::HiringManager, &everything).await;
    assert_eq!(manager.get("/applications").await.status, StatusCode::OK);
    let refused = manager.write(Method::POST, "/jobs", json!({"title": "Welder"}), "j").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let employee = program(&house.stage, Role::Employee, &everything).await;
    assert_eq!(employee.get("/jobs").await.status, StatusCode::OK);
    assert_eq!(employee.get("/applications").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn jobs_are_made_changed_and_read_in_part() {
    let house = house().await;
    let program = program(&house.stage, Role::Recruiter, "job:read job:write").await;
    let all = program.get("/jobs").await;
    let workflow = all.body["items"][0]["workflow"].clone();
    let new = json!({"title": "  Deck  hand ", "workflow": workflow, "status": "open", "location": "Bergen"});
    let made = program.write(Method::POST, "/jobs", new, "j1").await;
    assert_eq!(
        (made.status, &made.body["title"]),
        (StatusCode::CREATED, &json!("Deck hand")),
        "{}",
        made.body
    );
    let place = made.headers["location"].to_str().unwrap().trim_start_matches("/api/v1").to_owned();
    let tag = made.headers["etag"].to_str().unwrap().to_owned();
    let part = program.get(&format!("{place}?fields=title,status")).await;
    assert_eq!(part.body, json!({"title": "Deck hand", "status": "open"}));
    assert_eq!(part.headers["etag"].to_str().unwrap(), tag);
    let same = program.call(Method::GET, &place, None, &[("if-none-match", &tag)]).await;
    assert_eq!(same.status, StatusCode::NOT_MODIFIED);

    let close = json!({"status": "closed"});
    let changed = program.call(Method::PATCH, &place, Some(close.clone()), &[("if-match", &tag)]).await;
    assert_eq!(
        (changed.status, &changed.body["status"], &changed.body["location"]),
        (StatusCode::OK, &json!("closed"), &json!("Bergen"))
    );
    let late = program.call(Method::PATCH, &place, Some(json!({"title": "X"})), &[("if-match", &tag)]).await;
    assert_eq!((late.status.as_u16(), &late.body["type"]), (412, &json!("changed_meanwhile")));
    for (body, field) in [
        (json!({"status": "gone"}), "status"),
        (json!({"titel": "X"}), "body"),
        (json!({"title": " "}), "title"),
    ] {
        let refused = program.call(Method::PATCH, &place, Some(body), &[]).await;
        assert_eq!((refused.status.as_u16(), &refused.body["errors"][0]["field"]), (422, &json!(field)));
    }
    for (path, status) in
        [("/jobs?limit=0", 422), ("/jobs?limit=many", 422), ("/jobs?x=1", 422), ("/jobs/x", 404)]
    {
        assert_eq!(program.get(path).await.status.as_u16(), status, "{path}");
    }
    assert_eq!(program.get(&format!("/jobs/{NONE}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pages_follow_each_other_until_the_last() {
    let house = house().await;
    let mut made = Vec::new();
    for name in ["Ana", "Bo", "Cy", "Di", "Ed"] {
        made.push(house.applicant(name).await);
    }
    let program = program(&house.stage, Role::Recruiter, "application:read candidate:read").await;
    for (list, newest_first) in [
        ("/applications?fields=id", made.iter().rev().map(|one| json!(one.id)).collect::<Vec<_>>()),
        ("/candidates?fields=id", made.iter().rev().map(|one| json!(one.candidate)).collect::<Vec<_>>()),
    ] {
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = program.get(&format!("{list}&limit=2{after}")).await;
            let items = page.body["items"].as_array().unwrap();
            assert!(items.len() <= 2 && !items.is_empty());
            seen.extend(items.iter().map(|item| item["id"].clone()));
            let Some(next) = page.body["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        seen.sort_by_key(ToString::to_string);
        let mut all = newest_first;
        all.sort_by_key(ToString::to_string);
        assert_eq!(seen, all, "{list}");
        assert_eq!(program.get(&format!("{list}&after=nowhere")).await.status.as_u16(), 422);
    }
}

#[tokio::test]
async fn a_candidate_is_added_put_forward_moved_and_commented_on() {
    let house = house().await;
    let recruiter = "candidate:read candidate:write application:read application:write job:read \
                     comment:read comment:write comment:delete";
    let program = program(&house.stage, Role::Recruiter, recruiter).await;
    let said =
        json!({"first_name": "Mira", "last_name": "Oduya", "email": "mira@example.com", "source": "Fair"});
    let mira = program.write(Method::POST, "/candidates", said, "m1").await;
    assert_eq!((mira.status, &mira.body["source"]), (StatusCode::CREATED, &json!("Fair")), "{}", mira.body);
    let id = mira.body["id"].as_str().unwrap();
    let place = format!("/candidates/{id}");
    let changed =
        program.call(Method::PATCH, &place, Some(json!({"date_of_birth": "1990-02-30"})), &[]).await;
    assert_eq!(changed.body["errors"][0]["field"], "date_of_birth");
    let changed = program.call(Method::PATCH, &place, Some(json!({"city": "Leeds"})), &[]).await;
    assert_eq!(
        (&changed.body["city"], &changed.body["email"]),
        (&json!("Leeds"), &json!("mira@example.com"))
    );

    let job = program.get("/jobs").await.body["items"][0].clone();
    let applied =
        program.write(Method::POST, "/applications", json!({"candidate": id, "job": job["id"]}), "p1").await;
    assert_eq!((applied.status, &applied.body["name"]), (StatusCode::CREATED, &json!("Mira Oduya")));
    let again =
        program.write(Method::POST, "/applications", json!({"candidate": id, "job": job["id"]}), "p2").await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let stage = format!("/applications/{}/stage", applied.body["id"].as_str().unwrap());
    let to = &job["stages"][1];
    let moved = program.write(Method::PUT, &stage, json!({"stage": to["id"]}), "p3").await;
    assert_eq!(moved.body["stage"], *to, "{}", moved.body);

    let comments = format!("{place}/comments");
    let comment = program.write(Method::POST, &comments, json!({"text": "Good"}), "k1").await;
    let one = format!("/comments/{}", comment.body["id"].as_str().unwrap());
    let reworded = program.call(Method::PATCH, &one, Some(json!({"text": "Very good"})), &[]).await;
    assert_eq!(reworded.body["text"], "Very good");
    assert_eq!(program.get(&comments).await.body["items"][0]["text"], "Very good");
    assert_eq!(program.call(Method::DELETE, &one, None, &[]).await.status, StatusCode::NO_CONTENT);
    assert_eq!(program.get(&one).await.status, StatusCode::NOT_FOUND);
}
