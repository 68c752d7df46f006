//! Applications are written.

use serde_json::{Value, json};

use super::{caller::Api, world::documents};

async fn refused(api: &Api, path: &str, body: Value) -> Value {
    let told = api.write("POST", &format!("/v3/applications/{path}"), body).await;
    assert_eq!(told.status, 422, "{path}: {}", told.text);
    told.body["errors"][0].clone()
}

#[tokio::test]
async fn an_application_is_made_in_the_first_stage() {
    let api = Api::over(documents());
    let made = api.done("POST", "/v3/applications", json!({"candidate_id": 21, "job_id": 10}), 201).await;
    assert_eq!((&made["stage_id"], &made["status"]), (&json!(11), &json!("in_process")));
    assert_eq!(api.row("candidates", 21).await["last_activity_at"], "2026-11-24T12:00:00.000Z");
    let told = api.write("POST", "/v3/applications", json!({"candidate_id": 5, "job_id": 10})).await;
    assert_eq!(told.body["errors"], json!([{"candidate_id": "there is no row 5 in candidates"}]));
}

#[tokio::test]
async fn a_move_starts_where_the_application_is() {
    let api = Api::over(documents());
    let wrong = refused(&api, "30/move", json!({"from_stage_id": 12, "to_stage_id": 13})).await;
    assert_eq!(wrong, json!({"from_stage_id": "is not the current stage of the application"}));
    let elsewhere = refused(&api, "30/move", json!({"from_stage_id": 11, "to_stage_id": 16})).await;
    assert_eq!(elsewhere, json!({"to_stage_id": "is not a stage of the job"}));
    assert_eq!(
        api.done("POST", "/v3/applications/30/move", json!({"from_stage_id": 11}), 204).await,
        Value::Null
    );
    assert_eq!(api.row("applications", 30).await["stage_name"], "Talk");
    let body = json!({"from_stage_id": 12, "to_stage_id": 13});
    api.done("POST", "/v3/applications/30/move", body, 204).await;
    let stages = api.get("/v3/application_stages?application_ids=30").await.body;
    assert_eq!((&stages[0]["current"], &stages[1]["current"]), (&json!(true), &json!(false)));
    assert_eq!(stages[1]["exited_at"], "2026-11-24T12:00:00.000Z");
    let body = json!({"from_stage_id": 13, "to_job_id": 15});
    api.done("POST", "/v3/applications/30/move", body, 204).await;
    let row = api.row("applications", 30).await;
    assert_eq!((&row["job_id"], &row["stage_id"]), (&json!(15), &json!(16)));
}

#[tokio::test]
async fn an_application_is_rejected_and_taken_back() {
    let api = Api::over(documents());
    assert_eq!(refused(&api, "30/reject", json!({})).await, json!({"rejection_reason_id": "is missing"}));
    let body = json!({"rejection_reason_id": 52, "notes": "Too far away"});
    api.done("POST", "/v3/applications/30/reject", body.clone(), 204).await;
    let row = api.row("applications", 30).await;
    assert_eq!(
        (&row["status"], &row["rejected_at"]),
        (&json!("rejected"), &json!("2026-11-24T12:00:00.000Z"))
    );
    let detail = api.get("/v3/rejection_details?application_ids=30").await.body[0].clone();
    assert_eq!((&detail["rejection_reason_id"], &detail["rejected_by_id"]), (&json!(52), &json!(1)));
    assert_eq!(api.get("/v3/notes").await.body[0]["id"], detail["rejection_note_id"]);
    let again = refused(&api, "30/reject", body).await;
    assert_eq!(again, json!("The application is rejected, not in_process."));
    let path = format!("/v3/rejection_details/{}", detail["id"]);
    let told = api.write("PATCH", &path, json!({"rejection_reason_id": 53})).await;
    assert_eq!(
        told.body["errors"],
        json!([{"rejection_reason_id": "there is no row 53 in rejection_reasons"}])
    );
    api.done("PATCH", &path, json!({"rejection_reason_id": 52}), 200).await;
    api.done("POST", "/v3/applications/30/unreject", json!({}), 204).await;
    let row = api.row("applications", 30).await;
    assert_eq!((&row["status"], &row["rejected_at"]), (&json!("in_process"), &Value::Null));
    assert_eq!(api.get("/v3/rejection_details").await.body, json!([]));
}

#[tokio::test]
async fn a_hire_fills_an_opening() {
    let api = Api::over(documents());
    let bad = refused(&api, "30/hire", json!({"start_date": "2026-12-01T00:00:00Z"})).await;
    assert_eq!(bad, json!({"start_date": "\"2026-12-01T00:00:00Z\" does not match format: date"}));
    api.done("POST", "/v3/applications/30/hire", json!({"start_date": "2026-12-01", "opening_id": 36}), 204)
        .await;
    let opening = api.row("openings", 36).await;
    assert_eq!((&opening["application_id"], &opening["open"]), (&json!(30), &json!(false)));
    assert_eq!(api.row("applications", 30).await["status"], "hired");
    assert_eq!(
        refused(&api, "30/unreject", json!({})).await,
        json!("The application is hired, not rejected.")
    );
    assert_eq!(refused(&api, "31/hire", json!({})).await, json!("A prospect is considered for no job."));
}

#[tokio::test]
async fn a_prospect_becomes_an_applicant() {
    let api = Api::over(documents());
    let not = refused(&api, "30/convert_to_candidate", json!({"job_id": 10})).await;
    assert_eq!(not, json!("The application is not a prospect's."));
    let body = json!({"job_id": 10, "to_job_interview_stage_id": 12});
    api.done("POST", "/v3/applications/31/convert_to_candidate", body, 204).await;
    let all = api.get("/v3/applications?candidate_ids=21").await.body;
    assert_eq!(
        (&all[0]["job_id"], &all[0]["stage_id"], &all[0]["prospect"]),
        (&json!(10), &json!(12), &json!(false))
    );
    assert_eq!(all[1]["status"], "converted");
}

#[tokio::test]
async fn a_change_of_an_application_replaces_its_custom_fields_too() {
    let api = Api::over(documents());
    let salary = json!({"amount": "1.50", "unit": "GBP"});
    let body = json!({"source_id": 50, "custom_fields": [{"custom_field_id": 72, "value": salary}]});
    let changed = api.done("PATCH", "/v3/applications/30", body, 200).await;
    assert_eq!((&changed["source_id"], &changed["custom_fields"]["salary"]["value"]), (&json!(50), &salary));
    let changed = api.done("PATCH", "/v3/applications/30", json!({"custom_fields": []}), 200).await;
    assert_eq!(changed["custom_fields"], json!({}));
    let told = api.write("PATCH", "/v3/applications/30", json!({"stage_id": 12})).await;
    assert_eq!(
        told.body["errors"],
        json!([{"stage_id": "object property is a disallowed additional property"}])
    );
    let told =
        api.write("PATCH", "/v3/applications/30", json!({"source_id": 50, "prospect_pool_id": 34})).await;
    assert_eq!(told.body["errors"], json!([{"prospect_pool_id": "is for prospects only"}]));
    let detail = api.done("PATCH", "/v3/applications/31", json!({"prospect_pool_id": null}), 200).await;
    assert_eq!(detail["id"], 31);
    assert_eq!(api.row("prospect_details", 33).await["pool_id"], Value::Null);
}
