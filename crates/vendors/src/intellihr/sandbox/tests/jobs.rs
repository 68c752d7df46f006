//! Jobs: what is taken, what is refused, days and time zones, changes and ends.

use serde_json::{Value, json};

use super::caller::Api;

async fn refused(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let api = Api::with(4);
    let person = api.person().await;
    let mut job = api.job(&person).await;
    change(&mut job);
    let (status, details) = api.refused("POST", "/v1/jobs", job).await;
    assert_eq!(status, 400, "{details:?}");
    details
}

async fn with_job(api: &Api) -> (String, Value) {
    let person = api.person().await;
    let job = api.made("/v1/jobs", api.job(&person).await).await;
    (format!("/v1/jobs/{}", job["id"].as_str().unwrap()), job)
}

#[tokio::test]
async fn six_fields_have_to_be_there() {
    for name in ["person", "companyStartDate", "name", "businessEntity", "businessUnit", "workClass"] {
        let details = refused(|job| drop(job.as_object_mut().unwrap().remove(name))).await;
        assert_eq!(details, [format!("The {name} field is required.")]);
    }
    let details = refused(|job| job["colour"] = "blue".into()).await;
    assert_eq!(details, ["The field colour is not known."]);
}

#[tokio::test]
async fn a_job_shows_what_it_refers_to_and_stands_with_its_person() {
    let api = Api::with(4);
    let (path, job) = with_job(&api).await;
    assert_eq!(
        (&job["name"], &job["workClass"], &job["workType"]),
        (&json!("Software Engineer"), &json!("Full-Time"), &json!("Permanent"))
    );
    assert_eq!(job["businessEntity"]["name"], "Larkmoor Pty Ltd");
    let link = format!("http://ihr.test/v1/business-units/{}", job["businessUnit"]["id"].as_str().unwrap());
    assert_eq!(job["businessUnit"]["link"], link);
    assert_eq!((&job["jobStatus"], &job["isPrimaryJob"]), (&json!("Future Job"), &json!(true)));
    assert_eq!(api.get(&path).await["data"], job);
    let person = api.get(&format!("/v1/people/{}", job["person"]["id"].as_str().unwrap())).await;
    assert_eq!(person["data"]["employmentStatus"], "Upcoming Staff");
    assert_eq!(person["data"]["jobs"][0]["id"], job["id"]);
    assert_eq!(person["data"]["jobs"][0]["startDate"], job["companyStartDate"]);
}

#[tokio::test]
async fn a_first_day_is_a_moment_and_a_plain_day_is_one_in_utc() {
    let api = Api::with(0);
    let person = api.person().await;
    for (sent, kept) in [
        ("2027-01-04T00:00:00+11:00", "2027-01-03T13:00:00.000Z"),
        ("2027-01-04T00:00:00+08:00", "2027-01-03T16:00:00.000Z"),
        ("2027-01-04T00:00:00+00:00", "2027-01-04T00:00:00.000Z"),
        ("2027-01-04", "2027-01-04T00:00:00.000Z"),
    ] {
        let mut job = api.job(&person).await;
        job["companyStartDate"] = sent.into();
        let made = api.made("/v1/jobs", job).await;
        assert_eq!(
            (&made["companyStartDate"], &made["positionStartDate"]),
            (&json!(kept), &json!(kept)),
            "{sent}"
        );
    }
    for wrong in [json!("04/01/2027"), json!("2027-01-04T00:00:00"), json!(20270104), json!("2027-02-30")] {
        assert_eq!(refused(|job| job["companyStartDate"] = wrong).await.len(), 1);
    }
    assert_eq!(
        refused(|job| job["companyEndDate"] = "2026-01-01".into()).await.len(),
        1,
        "it ends before it starts"
    );
}

#[tokio::test]
async fn a_name_that_is_no_title_makes_one() {
    let api = Api::with(0);
    let before =
        api.get("/v1/position-titles?limit=100").await["meta"]["pagination"]["total"].as_u64().unwrap();
    let person = api.person().await;
    let mut job = api.job(&person).await;
    job["name"] = "software ENGINEER".into();
    let made = api.made("/v1/jobs", job.clone()).await;
    assert_eq!(made["positionTitle"]["id"], json!(api.id("position-titles", "Software Engineer").await));
    job["name"] = "Sofware Engineer".into();
    let made = api.made("/v1/jobs", job).await;
    assert_eq!(made["name"], "Sofware Engineer", "a typing error is taken at its word");
    let after =
        api.get("/v1/position-titles?limit=100").await["meta"]["pagination"]["total"].as_u64().unwrap();
    assert_eq!(after, before + 1);
}

#[tokio::test]
async fn a_job_that_is_refused_makes_no_title() {
    let api = Api::with(0);
    let person = api.person().await;
    let mut job = api.job(&person).await;
    job["name"] = "Astronaut".into();
    job["fte"] = "half".into();
    api.refused("POST", "/v1/jobs", job).await;
    assert_eq!(api.get("/v1/position-titles?filters[name][eq]=Astronaut").await["data"], json!([]));
}

#[tokio::test]
async fn a_class_belongs_to_a_type() {
    let api = Api::with(0);
    let unpaid = api.id("work-types", "Unpaid").await;
    let person = api.person().await;
    let mut job = api.job(&person).await;
    job["workType"] = json!({"id": unpaid});
    let (_, details) = api.refused("POST", "/v1/jobs", job).await;
    assert_eq!(details, ["The workClass does not belong to the workType."]);
}

#[tokio::test]
async fn a_change_counts_from_its_day_on() {
    let api = Api::with(2);
    let (path, _) = with_job(&api).await;
    let title = json!({"name": "Engineering Manager"});
    let (status, details) = api.refused("PATCH", &path, title.clone()).await;
    assert_eq!((status, details), (400, vec!["The effectiveFrom field is required.".to_owned()]));
    let mut later = title;
    later["effectiveFrom"] = "2028-01-01T00:00:00+11:00".into();
    later["location"] = json!({"id": api.id("locations", "Perth").await});
    let (status, answer) = api.call("PATCH", &path, later).await;
    assert_eq!((status, &answer["data"]["name"]), (200, &json!("Software Engineer")), "not yet");
    let then = api.get(&format!("{path}?asAt=2028-01-02T00:00:00%2B11:00")).await;
    assert_eq!(
        (&then["data"]["name"], &then["data"]["location"]["name"]),
        (&json!("Engineering Manager"), &json!("Perth"))
    );
    let timeline = api.get(&format!("{path}/timeline")).await["data"].clone();
    assert_eq!(timeline.as_array().unwrap().len(), 2);
    assert_eq!((&timeline[1]["isStartOfJob"], &timeline[0]["isStartOfJob"]), (&json!(true), &json!(false)));
    assert_eq!(timeline[0]["positionTitles"][0]["name"], "Software Engineer", "from");
    assert_eq!(timeline[0]["positionTitles"][1]["name"], "Engineering Manager", "to");
    for body in [json!({"effectiveFrom": "2028-01-01", "person": {}}), json!({"effectiveFrom": "x"})] {
        assert_eq!(api.refused("PATCH", &path, body).await.0, 400);
    }
}

#[tokio::test]
async fn an_end_needs_a_day_a_type_and_a_reason() {
    let api = Api::with(0);
    let (path, job) = with_job(&api).await;
    let end = path.replace("/jobs/", "/job-end/");
    let (_, details) = api.refused("PATCH", &end, json!({})).await;
    assert_eq!(details.len(), 2, "{details:?}");
    let (_, details) =
        api.refused("PATCH", &end, json!({"endDate": "2027-06-30", "turnoverType": "voluntary"})).await;
    assert_eq!(details, ["The turnoverReason field is required."]);
    let sent = json!({"endDate": "2027-06-30T00:00:00+10:00", "turnoverType": "unknown"});
    let (status, answer) = api.call("PATCH", &end, sent).await;
    assert_eq!((status, &answer["data"]["isEndDateConfirmed"]), (200, &json!(true)));
    assert_eq!(answer["data"]["companyEndDate"], "2027-06-29T14:00:00.000Z");
    let (status, answer) = api.call("DELETE", &end, Value::Null).await;
    assert_eq!((status, &answer["data"]["companyEndDate"]), (200, &Value::Null));
    assert_eq!(api.call("DELETE", &end, Value::Null).await.0, 400, "there is none any more");
    let person = format!("/v1/people/{}", job["person"]["id"].as_str().unwrap());
    let early = json!({"endDate": "2026-01-01", "turnoverType": "unknown"});
    assert_eq!(api.refused("PATCH", &end, early).await.0, 400, "before it starts");
    assert_eq!(api.get(&person).await["data"]["employmentStatus"], "Upcoming Staff");
}

#[tokio::test]
async fn where_a_person_stands_follows_the_clock() {
    let api = Api::with(0);
    let (path, job) = with_job(&api).await;
    let person = format!("/v1/people/{}", job["person"]["id"].as_str().unwrap());
    let end = path.replace("/jobs/", "/job-end/");
    api.clock.set("2027-02-01T00:00:00Z".parse().unwrap());
    assert_eq!(api.get(&person).await["data"]["employmentStatus"], "Current Staff");
    api.call("PATCH", &end, json!({"endDate": "2027-06-30", "turnoverType": "unknown"})).await;
    assert_eq!(api.get(&person).await["data"]["employmentStatus"], "Exiting Staff");
    assert_eq!(api.get(&path).await["data"]["jobStatus"], "Ending Job");
    api.clock.set("2027-07-01T00:00:00Z".parse().unwrap());
    assert_eq!(api.get(&person).await["data"]["employmentStatus"], "Past Staff");
    let again = api.job(job["person"]["id"].as_str().unwrap()).await;
    let mut again = again;
    again["companyStartDate"] = "2028-01-01".into();
    assert_eq!(api.made("/v1/jobs", again).await["isPrimaryJob"], true);
    assert_eq!(api.get(&person).await["data"]["employmentStatus"], "Returning Staff");
}
