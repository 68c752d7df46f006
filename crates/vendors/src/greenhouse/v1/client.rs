//! One short method an endpoint: no loop, no retry, no mapping.

use connect::{Body, Call, Ctx, Reply, error::Result};
use model::newcomer::NewUser;
use serde_json::{Map, Value, json};

use super::wire::{NewAttachment, SetValue};
use crate::greenhouse::{make, send::send};

/// v1 as this connection reaches it.
pub struct Client<'a>(pub &'a Ctx);

/// Names and values of a query.
pub type Query = Vec<(String, String)>;

/// The most rows that a page may have.
pub const LARGEST: usize = 500;

/// One name and value of a query.
pub fn pair(name: &str, value: impl ToString) -> (String, String) {
    (name.to_owned(), value.to_string())
}

impl Client<'_> {
    /// `GET` of a list or a record.
    pub async fn get(&self, purpose: &'static str, path: &str, query: &[(String, String)]) -> Result<Reply> {
        let call = Call::get(purpose, format!("/v1/{path}"));
        let call = query.iter().fold(call, |call, (name, value)| call.query(name, value));
        self.send(call).await
    }

    /// `POST /v1/applications/{id}/move`
    pub async fn move_application(&self, id: &str, from: u64, to: u64) -> Result<Reply> {
        let body = json!({"from_stage_id": from, "to_stage_id": to});
        self.post("move an application", format!("applications/{id}/move"), body).await
    }

    /// `POST /v1/applications/{id}/reject`
    pub async fn reject(&self, id: &str, reason: u64) -> Result<Reply> {
        let body = json!({"rejection_reason_id": reason});
        self.post("reject an application", format!("applications/{id}/reject"), body).await
    }

    /// `POST /v1/applications/{id}/unreject`
    pub async fn unreject(&self, id: &str) -> Result<Reply> {
        self.post("take a rejection back", format!("applications/{id}/unreject"), json!({})).await
    }

    /// `POST /v1/applications/{id}/hire`
    pub async fn hire(&self, id: &str) -> Result<Reply> {
        self.post("hire an applicant", format!("applications/{id}/hire"), json!({})).await
    }

    /// `PATCH /v1/applications/{id}`: only the fields that are named change.
    pub async fn set_values(&self, id: &str, values: &[SetValue<'_>]) -> Result<Reply> {
        let body = json!({"custom_fields": values});
        self.send(Call::patch("set custom fields", format!("/v1/applications/{id}"), Body::Json(body))).await
    }

    /// `POST /v1/custom_fields`
    pub async fn add_field(&self, field: &make::Sent<'_>) -> Result<Reply> {
        self.post("make a custom field", "custom_fields".into(), json!(field)).await
    }

    /// `POST /v1/custom_field/{id}/custom_field_options`
    pub async fn add_options(&self, field: u64, options: &[make::Choosable<'_>]) -> Result<Reply> {
        let path = format!("custom_field/{field}/custom_field_options");
        self.post("add choices to a custom field", path, json!({"options": options})).await
    }

    /// `POST /v1/candidates/{id}/activity_feed/notes`
    pub async fn add_note(&self, candidate: u64, text: &str) -> Result<Reply> {
        let user = self.0.settings.get("acting_user").and_then(|user| user.trim().parse::<u64>().ok());
        let body = json!({"user_id": user, "body": text, "visibility": "public"});
        self.post("add a note", format!("candidates/{candidate}/activity_feed/notes"), body).await
    }

    /// `POST /v1/tags/candidate`
    pub async fn add_tag(&self, name: &str) -> Result<Reply> {
        self.post("make a tag", "tags/candidate".into(), json!({"name": name})).await
    }

    /// `PUT /v1/candidates/{candidate_id}/tags/{tag_id}`
    pub async fn apply_tag(&self, candidate: u64, tag: u64) -> Result<Reply> {
        let path = format!("/v1/candidates/{candidate}/tags/{tag}");
        self.send(Call::put("tag a candidate", path, Body::Json(json!({})))).await
    }

    /// `DELETE /v1/candidates/{candidate_id}/tags/{tag_id}`
    pub async fn unapply_tag(&self, candidate: u64, tag: u64) -> Result<Reply> {
        self.send(Call::delete("untag a candidate", format!("/v1/candidates/{candidate}/tags/{tag}"))).await
    }

    /// `POST /v1/candidates`
    pub async fn add_candidate(&self, body: Map<String, Value>) -> Result<Reply> {
        self.post("add a candidate", "candidates".into(), body.into()).await
    }

    /// `POST /v1/prospects`
    pub async fn add_prospect(&self, body: Map<String, Value>) -> Result<Reply> {
        self.post("add a prospect", "prospects".into(), body.into()).await
    }

    /// `PATCH /v1/candidates/{id}`: lists take the place of those that are there, custom fields do not.
    pub async fn change_candidate(&self, id: u64, body: Map<String, Value>) -> Result<Reply> {
        let body = Body::Json(body.into());
        self.send(Call::patch("complete a candidate", format!("/v1/candidates/{id}"), body)).await
    }

    /// `POST /v1/candidates/{id}/applications`
    pub async fn add_application(&self, candidate: u64, body: Map<String, Value>) -> Result<Reply> {
        self.post("add an application", format!("candidates/{candidate}/applications"), body.into()).await
    }

    /// `PATCH /v1/applications/{id}`
    pub async fn change_application(&self, id: u64, body: Map<String, Value>) -> Result<Reply> {
        let body = Body::Json(body.into());
        self.send(Call::patch("complete an application", format!("/v1/applications/{id}"), body)).await
    }

    /// `POST /v1/applications/{id}/attachments`
    pub async fn add_attachment(&self, application: u64, body: &NewAttachment<'_>) -> Result<Reply> {
        self.post("add a file", format!("applications/{application}/attachments"), json!(body)).await
    }

    /// `POST /v1/users`. Nobody is invited.
    pub async fn add_user(&self, user: &NewUser) -> Result<Reply> {
        let body = json!({
            "first_name": user.first_name.trim(), "last_name": user.last_name.trim(),
            "email": user.email.trim(), "send_email_invite": false,
        });
        self.post("add a user", "users".into(), body).await
    }

    async fn post(&self, purpose: &'static str, path: String, body: Value) -> Result<Reply> {
        self.send(Call::post(purpose, format!("/v1/{path}"), Body::Json(body))).await
    }

    async fn send(&self, call: Call) -> Result<Reply> {
        send(self.0, call).await
    }
}
