//! The stand-in refuses what the vendor would, and says what it does not build.

use connect::{Body, Call, VendorError};
use serde_json::{Value, json};

use super::stage::{Stage, ada};
use crate::clinch::wire::{Candidate, One};

async fn status(stage: &Stage, call: Call) -> u16 {
    match stage.ctx.http.send(call).await {
        Ok(reply) => reply.status.as_u16(),
        Err(VendorError::Unavailable(_)) => 500,
        Err(error) => panic!("{error}"),
    }
}

fn post(path: &str, document: Value) -> Call {
    Call::post("try", path, Body::Json(document))
}

#[tokio::test]
async fn what_is_not_documented_or_not_built_is_said() {
    let stage = Stage::with(3).await;
    let get = async |path: &str| status(&stage, Call::get("try", path)).await;
    assert_eq!(get("/v2/candidates?color=red").await, 400);
    assert_eq!(get("/v2/candidates?per_page=101").await, 400);
    assert_eq!(get("/v2/candidates?page=0").await, 400);
    assert_eq!(get("/v2/candidates?page%5Bnumber%5D=1&page%5Bsize%5D=2").await, 200);
    assert_eq!(get("/v2/candidates?include=social_profile").await, 200);
    assert_eq!(get("/v2/candidates?include=lists").await, 400);
    assert_eq!(get("/v2/themes").await, 501);
    assert_eq!(get("/v2/nonsense").await, 404);
    assert_eq!(get("/v3/candidates").await, 404);
    assert_eq!(get("/v2/lists/list4/candidates").await, 404);
    assert_eq!(get("/v2/job_locations/cities?department=engineering").await, 200);
}

#[tokio::test]
async fn what_is_written_has_to_be_right() {
    let stage = Stage::with(3).await;
    let of = |attributes: Value| json!({"data": {"type": "candidate", "attributes": attributes}});
    for (attributes, expected) in [
        (json!({"first_name": "Ada"}), 422),
        (json!({"email": "none"}), 422),
        (json!({"email": "a@example.org", "salary": "1"}), 422),
        (json!({"email": "a@example.org", "source": "Elsewhere"}), 422),
        (json!({"email": "a@example.org", "city": 7}), 422),
        (json!({"email": "a@example.org", "custom_fields": {"string_9": "x"}}), 422),
    ] {
        assert_eq!(
            status(&stage, post("/v2/candidates", of(attributes.clone()))).await,
            expected,
            "{attributes}"
        );
    }
    let kind = json!({"data": {"type": "person", "attributes": {"email": "a@example.org"}}});
    assert_eq!(status(&stage, post("/v2/candidates", kind)).await, 409);
    assert_eq!(status(&stage, post("/v2/candidates", json!([]))).await, 400);
    let smart = post(
        "/v2/lists/list3/relationships/candidates",
        json!({"data": [{"type": "candidate", "id": "cand2"}]}),
    );
    assert_eq!(status(&stage, smart).await, 422);
    assert_eq!(stage.count(), 3);
    assert_eq!(status(&stage, post("/v2/candidates", ada())).await, 201);
}

#[tokio::test]
async fn what_a_known_address_comes_to_is_a_switch() {
    let stage = Stage::with(3).await;
    assert_eq!(status(&stage, post("/v2/candidates", ada())).await, 201);
    for (switch, expected) in [("update", 200), ("conflict", 409), ("invalid", 422)] {
        stage.world.change(|documents| documents["on_known_email"] = switch.into());
        assert_eq!(status(&stage, post("/v2/candidates", ada())).await, expected);
    }
    assert_eq!(stage.count(), 4);
}

/// The outside witness: the body that the vendor's own document shows.
#[tokio::test]
async fn the_documented_body_round_trips_and_is_taken() {
    let fixture: Value = serde_json::from_str(include_str!("../fixtures/create_candidate.json")).unwrap();
    let document = &fixture["document"];
    let read: One<Candidate> = serde_json::from_value(document.clone()).unwrap();
    assert_eq!(json!(read), *document);
    let stage = Stage::with(3).await;
    assert_eq!(status(&stage, post("/v2/candidates", document.clone())).await, 201);
}
