//! People: what is taken, what is refused, and how they look.

use serde_json::{Value, json};

use super::caller::Api;

async fn refused(body: Value) -> Vec<String> {
    let (status, details) = Api::with(2).refused("POST", "/v1/people", body).await;
    assert_eq!(status, 400, "{details:?}");
    details
}

#[tokio::test]
async fn a_last_name_is_all_that_has_to_be_there() {
    let api = Api::with(3);
    let person = api.made("/v1/people", json!({"lastName": "Wayne"})).await;
    assert_eq!(person["displayName"], "Wayne");
    assert_eq!(person["employmentStatus"], "No Job Records");
    assert_eq!(person["autoIncrementIntellihrId"], 1003, "the next after those who are there");
    assert_eq!((&person["jobs"], &person["emailAddresses"]), (&json!([]), &json!([])));
    assert_eq!(person["createdAt"], "2026-11-24T12:00:00.000Z");
    assert_eq!(api.get(&format!("/v1/people/{}", person["id"].as_str().unwrap())).await["data"], person);
    for body in
        [json!({}), json!({"firstName": "Bruce"}), json!({"lastName": " "}), json!({"lastName": null})]
    {
        assert_eq!(refused(body).await, ["The lastName field is required."]);
    }
}

#[tokio::test]
async fn the_same_person_again_is_another_person() {
    let api = Api::with(0);
    assert_ne!(api.person().await, api.person().await);
    let found = api.get("/v1/people?filters[primaryEmailAddress][eq]=maeve.odonnell@example.net").await;
    assert_eq!(found["meta"]["pagination"]["total"], 2, "nothing stops a double");
}

#[tokio::test]
async fn addresses_for_mail_come_in_lower_case_with_one_that_is_primary() {
    let api = Api::with(0);
    let person = api
        .made(
            "/v1/people",
            json!({"lastName": "Wayne", "emailAddresses": [
                {"email": "Bruce@Example.NET", "isPersonal": true, "isPrimary": true},
                {"email": "bw@example.com", "isPersonal": false, "isPrimary": false},
            ]}),
        )
        .await;
    assert_eq!(person["primaryEmailAddress"], json!({"email": "bruce@example.net", "isPersonal": true}));
    for (emails, detail) in [
        (json!([]), "at least one primary"),
        (json!([{"email": "a@example.net", "isPersonal": true}]), "at least one primary"),
        (
            json!([{"email": "a@example.net", "isPrimary": true}, {"email": "b@example.net", "isPrimary": true}]),
            "only one primary",
        ),
        (json!([{"email": "a@example.net", "isPrimary": true}, {"email": "A@example.net"}]), "twice"),
        (json!([{"email": "a@b", "isPrimary": true}]), "invalid email address"),
        (json!([{"isPrimary": true}]), "emailAddresses.0.email field is required"),
        (
            json!([{"email": "a@example.net", "isPrimary": true, "kind": "x"}]),
            "emailAddresses.0.kind is not known",
        ),
        (json!("a@example.net"), "must be a list"),
    ] {
        let details = refused(json!({"lastName": "Wayne", "emailAddresses": emails})).await;
        assert!(details.iter().any(|told| told.contains(detail)), "{detail}: {details:?}");
    }
}

#[tokio::test]
async fn a_list_that_is_sent_takes_the_place_of_the_whole_list() {
    let api = Api::with(2);
    let id = api.get("/v1/people?limit=1").await["data"][0]["id"].as_str().unwrap().to_owned();
    let change =
        json!({"emailAddresses": [{"email": "new@example.net", "isPersonal": true, "isPrimary": true}]});
    let (status, answer) = api.call("PATCH", &format!("/v1/people/{id}"), change).await;
    assert_eq!(status, 200);
    assert_eq!(answer["data"]["emailAddresses"].as_array().unwrap().len(), 1, "the work address is gone");
    assert_eq!(answer["data"]["updatedAt"], "2026-11-24T12:00:00.000Z");
}

#[tokio::test]
async fn an_address_is_whole_or_in_parts() {
    let api = Api::with(0);
    let at = |address: Value| json!({"lastName": "Wayne", "addresses": [address]});
    let whole =
        json!({"addressType": "Home", "country": "Australia", "fullAddress": "4 Acacia Street, Newtown"});
    let parts = json!({"addressType": "Postal", "country": "Australia", "street": "4 Acacia Street",
        "suburb": "Newtown", "state": "New South Wales", "postcode": "2042"});
    assert_eq!(api.made("/v1/people", at(whole)).await["addresses"][0]["isPrimary"], true, "the first");
    let made = api.made("/v1/people", at(parts)).await;
    assert_eq!(made["addresses"][0]["fullAddress"], "4 Acacia Street, Newtown, New South Wales");
    let missing =
        refused(at(json!({"addressType": "Home", "country": "Australia", "street": "4 Acacia Street"})))
            .await;
    assert_eq!(missing.len(), 2, "suburb and state: {missing:?}");
    let wrong = refused(at(json!({"addressType": "Work", "fullAddress": "4 Acacia Street"}))).await;
    assert_eq!(wrong.len(), 2, "type and country: {wrong:?}");
}

#[tokio::test]
async fn a_gender_is_found_by_how_it_begins() {
    let api = Api::with(0);
    for (sent, kept) in [("m", "Male"), ("NON", "Non-binary"), ("Female", "Female")] {
        let person = api.made("/v1/people", json!({"lastName": "Wayne", "gender": sent})).await;
        assert_eq!(person["gender"], kept);
    }
    assert_eq!(refused(json!({"lastName": "Wayne", "gender": "x"})).await.len(), 1);
    assert_eq!(refused(json!({"lastName": "Wayne", "title": "Lord"})).await.len(), 1);
    assert_eq!(api.made("/v1/people", json!({"lastName": "Wayne", "title": "dr"})).await["title"], "Dr");
}

#[tokio::test]
async fn custom_fields_are_kept_by_kind_and_always_shown() {
    let api = Api::with(1);
    let buddy = api.get("/v1/people").await["data"][0]["id"].clone();
    let fields = json!({
        "t_shirt_size": {"value": {"label": "Medium"}},
        "languages": {"value": {"labels": ["English", "Polish"]}},
        "dietary_needs": {"value": "No nuts"},
        "years_in_trade": {"value": 7},
        "buddy": {"value": [{"person": {"id": buddy}}]},
    });
    let person = api.made("/v1/people", json!({"lastName": "Wayne", "customFields": fields})).await;
    let held = &person["customFields"];
    assert_eq!(held["t_shirt_size"]["value"]["label"], "Medium");
    assert!(
        held["t_shirt_size"]["value"]["id"].is_string() && held["t_shirt_size"]["definitionId"].is_string()
    );
    assert_eq!(held["languages"]["value"]["labels"], json!(["English", "Polish"]));
    assert_eq!(
        (&held["dietary_needs"]["value"], &held["years_in_trade"]["value"]),
        (&json!("No nuts"), &json!(7))
    );
    assert_eq!(held["buddy"]["value"]["options"][0]["person"]["id"], buddy);
    assert!(held.get("cost_centre").is_none(), "a job's field is not a person's");
    let empty = api.made("/v1/people", json!({"lastName": "Wayne"})).await;
    assert_eq!(empty["customFields"]["dietary_needs"]["value"], Value::Null, "shown although empty");
}

#[tokio::test]
async fn custom_fields_that_do_not_fit_are_refused() {
    for fields in [
        json!({"shoe_size": {"value": "43"}}),
        json!({"cost_centre": {"value": "7"}}),
        json!({"t_shirt_size": {"value": "Medium"}}),
        json!({"t_shirt_size": {"value": {"label": "Tiny"}}}),
        json!({"t_shirt_size": {"value": {"label": "Extra large"}}}),
        json!({"languages": {"value": {"labels": []}}}),
        json!({"languages": {"value": {"labels": ["English", "Klingon"]}}}),
        json!({"years_in_trade": {"value": "7"}}),
        json!({"dietary_needs": {"value": 7}}),
        json!({"dietary_needs": "No nuts"}),
        json!({"buddy": {"value": [{"person": {"name": "Nobody"}}]}}),
    ] {
        let details = refused(json!({"lastName": "Wayne", "customFields": fields})).await;
        assert_eq!(details.len(), 1, "{fields}: {details:?}");
    }
}

#[tokio::test]
async fn a_change_keeps_what_is_not_sent() {
    let api = Api::with(0);
    let id = api.person().await;
    let path = format!("/v1/people/{id}");
    let contact = json!({"name": "Finn", "relationship": "Brother", "phone": "+61 491 570 156"});
    let change = json!({"preferredName": "Mae", "emergencyContact": contact,
        "customFields": {"dietary_needs": {"value": "No nuts"}}});
    let (_, changed) = api.call("PATCH", &path, change).await;
    assert_eq!(changed["data"]["displayName"], "Mae (Maeve) O'Donnell");
    assert_eq!(changed["data"]["primaryEmailAddress"]["email"], "maeve.odonnell@example.net");
    let (_, again) =
        api.call("PATCH", &path, json!({"customFields": {"years_in_trade": {"value": 3}}})).await;
    assert_eq!(again["data"]["customFields"]["dietary_needs"]["value"], "No nuts");
    assert_eq!(again["data"]["emergencyContact"]["name"], "Finn");
    for body in [json!({"lastName": null}), json!({"primaryEmailAddress": {"email": "a@example.net"}})] {
        assert_eq!(api.refused("PATCH", &path, body).await.0, 400, "only when a person is made");
    }
}

#[tokio::test]
async fn work_rights_are_looked_up() {
    let api = Api::with(0);
    let id = api.id("work-rights", "British Citizen").await;
    let body = json!({"lastName": "Wayne", "workRight": {"id": id}, "workRightExpiryDate": "2030-01-31"});
    let person = api.made("/v1/people", body).await;
    let expected =
        json!({"name": "British Citizen", "country": "United Kingdom", "expirationDate": "2030-01-31"});
    assert_eq!(person["workRights"], expected);
    let unknown = json!({"lastName": "Wayne", "workRight": {"id": "8a5f3ea6-ea6b-4425-8a87-3c256bb7b6f9"}});
    assert_eq!(refused(unknown).await.len(), 1);
    assert_eq!(refused(json!({"lastName": "Wayne", "workRightExpiryDate": "31/01/2030"})).await.len(), 1);
    assert_eq!(refused(json!({"lastName": "Wayne", "dateOfBirth": "1990-02-30"})).await.len(), 1);
}

#[tokio::test]
async fn an_account_is_not_made_here() {
    let body = json!({"lastName": "Wayne", "userAccount": {"username": "bruce"}});
    assert_eq!(Api::with(0).refused("POST", "/v1/people", body).await.0, 501);
}
