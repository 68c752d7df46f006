//! The stand-in as any client meets it.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{
    caller::{Api, text},
    stage::{DISABLED, FULL, LIMITED, NO_NEW},
};

#[tokio::test]
async fn an_old_client_adds_an_employee_in_xml_and_finds_it_on_its_own_base() {
    let api = Api::with(30).await;
    let body =
        "<employee>\n\t<field id=\"firstName\">Ana</field><field id=\"lastName\">Ruiz</field></employee>";
    let base = "/api/gateway.php/larkmoor/v1/employees/";
    let added = api.call("POST", base, FULL, "", body).await;
    assert_eq!(added.status(), StatusCode::CREATED);
    let location = added.headers()["location"].to_str().unwrap();
    assert_eq!(location, "http://bamboo.test/api/gateway.php/larkmoor/v1/employees/31");
    let read = api.call("GET", &format!("{base}31?fields=firstName,status"), FULL, "", "").await;
    let read = text(read).await;
    assert!(read.contains("<employee id=\"31\"><field id=\"firstName\">Ana</field>"), "{read}");
}

#[tokio::test]
async fn refusals_are_a_status_and_a_sentence_in_a_header() {
    let api = Api::with(30).await;
    let employees = "/api/v1/employees";
    let named = |more: &str| format!(r#"{{"firstName":"Ana","lastName":"Ruiz"{more}}}"#);
    let cases = [
        ("POST", employees, "nonsense", named(""), 401),
        ("POST", employees, DISABLED, named(""), 403),
        ("POST", employees, NO_NEW, named(""), 403),
        ("POST", employees, FULL, "{".into(), 400),
        ("POST", employees, FULL, r#"{"firstName":"Ana"}"#.into(), 400),
        ("POST", employees, FULL, named(r#","shoeSize":"40""#), 406),
        ("POST", employees, FULL, named(r#","location":"Atlantis""#), 409),
        ("POST", employees, FULL, named(r#","workEmail":"maya.okafor@larkmoor.example.com""#), 409),
        ("POST", "/api/v1/employees/4", LIMITED, r#"{"gender":"Male"}"#.into(), 403),
        ("POST", "/api/v1/employees/999", FULL, named(""), 404),
        ("POST", "/api/v1/employees/4/tables/jobInfo", FULL, r#"{"location":"London"}"#.into(), 400),
        ("POST", "/api/v1/employees/4/tables/jobInfo", FULL, r#"{"shoe":"40"}"#.into(), 406),
        ("POST", "/api/v1/employees/4/tables/compensation", LIMITED, r#"{"type":"Salary"}"#.into(), 403),
        ("POST", "/api/v1/employees/4/tables/nothing", FULL, "{}".into(), 404),
        ("GET", "/api/v1/employees/4/tables/nothing", FULL, String::new(), 404),
        ("GET", "/api/v1/meta/users", LIMITED, String::new(), 403),
        ("GET", "/api/v1/employees/changed", FULL, String::new(), 400),
        ("GET", "/api/gateway.php/other/v1/meta/fields", FULL, String::new(), 404),
        ("PUT", "/api/v1/meta/lists/26", FULL, r#"{"options":[]}"#.into(), 403),
        ("PUT", "/api/v1/meta/lists/18", FULL, r#"{"options":[{"value":"london"}]}"#.into(), 409),
    ];
    for (method, path, key, body, expected) in cases {
        let (status, told) = api.status(method, path, key, &body).await;
        assert_eq!(status, expected, "{method} {path} {body}: {told}");
        assert!(!told.is_empty(), "{method} {path} {body} gives a reason");
    }
}

#[tokio::test]
async fn what_is_not_built_is_told_apart_from_what_is_not_there() {
    let api = Api::with(30).await;
    for path in [
        "/api/v1/time_off/requests",
        "/api/v1/webhooks",
        "/api/gateway.php/larkmoor/v1/applicant_tracking/jobs/",
    ] {
        assert_eq!(api.status("GET", path, FULL, "").await.0, 501, "{path}");
    }
    assert_eq!(api.status("DELETE", "/api/v1/employees/4", FULL, "").await.0, 501);
    for path in ["/api/v1/nonsense", "/api/v9/employees", "/nonsense"] {
        assert_eq!(api.status("GET", path, FULL, "").await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn at_most_400_fields_are_read_at_once() {
    let api = Api::with(30).await;
    let path = |count: usize| format!("/api/v1/employees/4?fields={}", vec!["firstName"; count].join(","));
    assert_eq!(api.status("GET", &path(400), FULL, "").await.0, 200);
    assert_eq!(api.status("GET", &path(401), FULL, "").await.0, 400);
}

#[tokio::test]
async fn what_the_user_may_not_see_is_left_out() {
    let api = Api::with(30).await;
    let path = "/api/v1/employees/4?fields=firstName,payRate,nonsense";
    let read = api.call("GET", path, LIMITED, "application/json", "").await;
    let read: Value = serde_json::from_str(&text(read).await).unwrap();
    assert_eq!(read.as_object().unwrap().keys().collect::<Vec<_>>(), ["firstName", "id"]);
    let own = api.json("/api/v1/employees/0?fields=payRate").await;
    assert_eq!(own["id"], "1");
    assert!(own["payRate"].as_str().unwrap().contains(".00 "), "{own}");
}

#[tokio::test]
async fn the_directory_hides_who_left_and_shows_who_will_come_when_asked() {
    let api = Api::with(200).await;
    let count = |directory: Value| directory["employees"].as_array().unwrap().len();
    let now = count(api.json("/api/v1/employees/directory").await);
    let later = count(api.json("/api/v1/employees/directory?onlyCurrent=false").await);
    assert!(now < later && later < 200, "{now} {later}");
}

#[tokio::test]
async fn lists_change_and_answer_in_xml() {
    let api = Api::with(30).await;
    let body = "<options><option>Leith &amp; Co</option></options>";
    let changed = api.call("PUT", "/api/v1/meta/lists/18", FULL, "application/json", body).await;
    assert!(text(changed).await.contains(">Leith &amp; Co</option>"));
    let lists = api.json("/api/v1/meta/lists").await;
    let location = lists.as_array().unwrap().iter().find(|list| list["fieldId"] == "18").unwrap();
    let option = location["options"].as_array().unwrap().last().unwrap();
    assert_eq!((&option["name"], &option["archived"]), (&json!("Leith & Co"), &json!("no")));
    let body = json!({"options": [{"id": option["id"], "archived": "yes"}]}).to_string();
    assert_eq!(api.status("PUT", "/api/v1/meta/lists/18", FULL, &body).await.0, 200);
    let row = r#"{"date":"2026-01-01","location":"Leith & Co"}"#;
    assert_eq!(api.status("POST", "/api/v1/employees/4/tables/jobInfo", FULL, row).await.0, 406);
}

#[tokio::test]
async fn no_key_and_no_right_leaves_with_the_users() {
    let users = Api::with(30).await.json("/api/v1/meta/users?status=enabled").await;
    assert_eq!(users.as_object().unwrap().len(), 4);
    assert!(!users.to_string().contains("sandbox-"), "{users}");
    assert!(users["2201"]["rights"].is_null());
}

#[tokio::test]
async fn changes_since_a_time_are_told_apart() {
    let api = Api::with(30).await;
    let change = api.status("POST", "/api/v1/employees/4", FULL, r#"{"city":"Leeds"}"#).await;
    assert_eq!(change.0, 200);
    let changed = api.json("/api/v1/employees/changed/?since=2026-11-24T12:00:00Z").await;
    assert_eq!(changed["employees"].as_object().unwrap().keys().collect::<Vec<_>>(), ["4"]);
    assert_eq!(changed["employees"]["4"]["action"], "Updated");
}

#[tokio::test]
async fn the_dataset_filters_sorts_and_pages() {
    let api = Api::with(30).await;
    let ask = async |question: Value| {
        let path = "/api/v2/datasets/employee/data";
        let answer = api.call("POST", path, FULL, "application/json", &question.to_string()).await;
        (answer.status().as_u16(), serde_json::from_str::<Value>(&text(answer).await).unwrap())
    };
    let question = json!({"fields": ["lastName"], "orderBy": "lastName desc", "pageSize": 2, "page": 2});
    let (_, answer) = ask(question).await;
    assert_eq!((&answer["meta"]["totalItems"], &answer["meta"]["totalPages"]), (&json!(30), &json!(15)));
    assert!(
        answer["data"][0]["fields"]["lastName"].as_str() >= answer["data"][1]["fields"]["lastName"].as_str()
    );
    let filter = "workEmail eq 'MAYA.OKAFOR@larkmoor.example.com' or homeEmail eq 'x'";
    let (_, answer) = ask(json!({"fields": ["id"], "filter": filter})).await;
    assert_eq!(answer["data"], json!([{"fields": {"id": "1"}}]));
    assert_eq!(ask(json!({"fields": ["id"], "filter": "shoe eq '1'"})).await.0, 422);
    assert_eq!(ask(json!({"fields": ["id"], "filter": "id eq"})).await.0, 422);
    assert_eq!(ask(json!({"fields": ["id"], "surprise": 1})).await.0, 400);
}

#[tokio::test]
async fn a_directory_may_be_kept_private_or_be_empty() {
    let api = Api::with(10).await;
    let status = async || api.status("GET", "/api/v1/employees/directory", FULL, "").await.0;
    api.change(|documents| documents["tenant"]["directoryShared"] = json!(false));
    assert_eq!(status().await, 403);
    api.change(|documents| {
        documents["tenant"]["directoryShared"] = json!(true);
        documents["employees"] = json!({});
    });
    assert_eq!(status().await, 404);
}

#[tokio::test]
async fn a_payroll_tenant_takes_an_employee_with_everything_it_asks_for() {
    let api = Api::with(10).await;
    api.change(|documents| documents["tenant"]["payroll"] = json!(true));
    let mut employee = json!({
        "firstName": "Ana", "lastName": "Ruiz", "employeeNumber": "77", "dateOfBirth": "1990-01-02",
        "ssn": "000-00-0000", "gender": "Female", "maritalStatus": "Single", "hireDate": "2027-01-04",
        "address1": "1 Elm Grove", "city": "Austin", "state": "Texas", "country": "United States",
        "employmentHistoryStatus": "Full-Time", "exempt": "Exempt", "payType": "Salary",
        "payRate": "90000 USD", "payPer": "Year", "location": "Remote", "department": "Data",
    });
    let add =
        async |employee: &Value| api.status("POST", "/api/v1/employees", FULL, &employee.to_string()).await;
    let (status, told) = add(&employee).await;
    assert_eq!((status, told.as_str()), (400, "Required fields are missing: division."));
    employee["division"] = json!("North America");
    assert_eq!(add(&employee).await.0, 201);
    let path = "/api/v1/employees/11?fields=state,payRate,division,status&onlyCurrent=false";
    let expected = json!({"id": "11", "state": "TX", "payRate": "90000 USD", "division": "North America", "status": "Inactive"});
    assert_eq!(api.json(path).await, expected);
}
