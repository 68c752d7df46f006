//! Rows, reports and the employee's page.

use axum::http::StatusCode;
use serde_json::json;

use super::{
    caller::{Api, text},
    stage::FULL,
};

#[tokio::test]
async fn a_row_is_added_changed_and_taken_away() {
    let api = Api::with(5).await;
    let rows = "/api/v1/employees/4/tables/customAssets";
    let added = api.status(
        "POST",
        "/api/v1_1/employees/4/tables/customAssets",
        FULL,
        r#"{"customDateLoaned":"2026-01-05"}"#,
    );
    assert_eq!(added.await.0, 200);
    let id = api.json(rows).await[0]["id"].as_str().unwrap().to_owned();
    let body = "<row><field id=\"customAssetCategory\">Laptop</field></row>";
    assert_eq!(api.status("POST", &format!("{rows}/{id}"), FULL, body).await.0, 200);
    let expected = json!([{"id": id, "employeeId": "4", "customDateLoaned": "2026-01-05",
        "customAssetCategory": "Laptop", "customSerial": ""}]);
    assert_eq!(api.json(rows).await, expected);
    let xml = text(api.call("GET", rows, FULL, "", "").await).await;
    assert!(xml.contains("<field id=\"customAssetCategory\">Laptop</field>"), "{xml}");
    for gone in [true, false] {
        let answer = text(api.call("DELETE", &format!("{rows}/{id}"), FULL, "", "").await).await;
        assert!(answer.contains(&format!("\"success\":{gone}")), "{answer}");
    }
    assert_eq!(api.json(rows).await, json!([]));
}

#[tokio::test]
async fn rows_of_everyone_and_of_those_who_changed() {
    let api = Api::with(30).await;
    let all = api.json("/api/v1/employees/all/tables/jobInfo").await;
    assert_eq!(all.as_array().unwrap().len(), 30);
    api.status("POST", "/api/v1/employees/7", FULL, r#"{"city":"Leeds"}"#).await;
    let changed = api.json("/api/v1/employees/changed/tables/jobInfo?since=2026-11-24T12:00:00Z").await;
    let employees = changed["employees"].as_object().unwrap();
    assert_eq!(employees.keys().collect::<Vec<_>>(), ["7"]);
    assert_eq!(employees["7"]["rows"][0]["employeeId"], "7");
}

#[tokio::test]
async fn a_report_has_one_content_in_three_forms() {
    let api = Api::with(5).await;
    let body = "<report output=\"json\"><title>T</title><fields><field id=\"firstName\" />\
                <field id=\"nonsense\" /></fields></report>";
    let report = async |form: &str| {
        let path = format!("/api/v1/reports/custom/?format={form}");
        let answer = api.call("POST", &path, FULL, "", body).await;
        (answer.status(), text(answer).await)
    };
    let json: serde_json::Value = serde_json::from_str(&report("JSON").await.1).unwrap();
    assert_eq!(json["employees"][0], json!({"id": "1", "firstName": "Maya"}));
    assert_eq!(json["fields"].as_array().unwrap().len(), 1, "a field that does not exist is left out");
    assert!(report("csv").await.1.starts_with("\"First Name\"\n\"Maya\"\n"));
    assert!(
        report("xml").await.1.contains("<employee id=\"1\"><field id=\"firstName\">Maya</field></employee>")
    );
    assert_eq!(report("pdf").await.0, StatusCode::NOT_IMPLEMENTED);
    assert_eq!(report("bogus").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_employees_page_shows_what_was_written_and_no_markup_of_it() {
    let api = Api::with(5).await;
    api.status("POST", "/api/v1/employees/4", FULL, r#"{"city":"<b>Leeds"}"#).await;
    let page = api.call("GET", "/employees/employee.php?id=4", "", "text/html", "").await;
    assert_eq!(page.status(), StatusCode::OK);
    let page = text(page).await;
    assert!(page.contains("&lt;b&gt;Leeds") && page.contains("<h2>compensation</h2>"), "{page}");
    assert_eq!(
        api.call("GET", "/employees/employee.php?id=9", "", "", "").await.status(),
        StatusCode::NOT_FOUND
    );
}
