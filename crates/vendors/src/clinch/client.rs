//! One short method an endpoint: no loop, no retry, no mapping.

use connect::{Body, Call, Ctx, Reply, error::Result};
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    errors,
    wire::{Activity, Candidate, Membership, NewAttachment, One},
};

/// The vendor's API as this connection reaches it.
pub struct Client<'a>(pub &'a Ctx);

/// As many rows as a page may have, by our assumption.
pub const LARGEST: u32 = 100;

impl Client<'_> {
    /// `GET candidates`, those changed longest ago first.
    pub async fn candidates(&self, since: Option<&str>, page: u32, size: u32) -> Result<Reply> {
        let call = Call::get("list the candidates", "/v2/candidates").query("sort", "updated_at");
        let call = call.query("page", page.to_string()).query("per_page", size.to_string());
        self.read(since.into_iter().fold(call, |call, since| call.query("filter[updated_since]", since)))
            .await
    }

    /// `GET candidates` with one value of an attribute.
    pub async fn candidates_with(&self, filter: &str, value: &str) -> Result<Reply> {
        let call = Call::get("look for a candidate", "/v2/candidates").query(filter, value);
        self.read(call.query("page", "1").query("per_page", LARGEST.to_string())).await
    }

    /// `GET candidates/{id}`
    pub async fn candidate(&self, id: &str) -> Result<Reply> {
        self.read(Call::get("read a candidate", below(id, ""))).await
    }

    /// `POST candidates`
    pub async fn make(&self, candidate: Candidate) -> Result<Reply> {
        let body = carries(One::sent("candidate", "", candidate));
        self.write(Call::post("make a candidate", "/v2/candidates", body)).await
    }

    /// `PATCH candidates/{id}`
    pub async fn change(&self, id: &str, candidate: Candidate) -> Result<Reply> {
        let body = carries(One::sent("candidate", id, candidate));
        self.write(Call::patch("change a candidate", below(id, ""), body)).await
    }

    /// `GET candidates/{id}/activities`
    pub async fn activities(&self, id: &str, kind: &str, page: u32) -> Result<Reply> {
        let call = Call::get("read a candidate's history", below(id, "/activities"));
        self.read(paged(call.query("filter[kind]", kind), page)).await
    }

    /// `POST candidates/{id}/activities`
    pub async fn enter(&self, id: &str, activity: Activity) -> Result<Reply> {
        let body = carries(One::sent("activity", "", activity));
        self.write(Call::post("add to a candidate's history", below(id, "/activities"), body)).await
    }

    /// `GET candidates/{id}/attachments`
    pub async fn attachments(&self, id: &str, page: u32) -> Result<Reply> {
        self.read(paged(Call::get("list a candidate's files", below(id, "/attachments")), page)).await
    }

    /// `POST candidates/{id}/attachments`
    pub async fn attach(&self, id: &str, attachment: NewAttachment) -> Result<Reply> {
        let body = carries(One::sent("attachment", "", attachment));
        self.write(Call::post("add a file to a candidate", below(id, "/attachments"), body)).await
    }

    /// `GET` of any list.
    pub async fn list(&self, purpose: &'static str, path: &str, page: u32) -> Result<Reply> {
        self.read(paged(Call::get(purpose, format!("/v2/{path}")), page)).await
    }

    /// `GET` of any list, to see whether it is allowed.
    pub async fn first(&self, purpose: &'static str, path: &str) -> Result<Reply> {
        let call = Call::get(purpose, format!("/v2/{path}"));
        self.read(call.query("page", "1").query("per_page", "1")).await
    }

    /// `POST lists/{id}/relationships/candidates`
    pub async fn put_on_list(&self, list: &str, candidate: &str) -> Result<Reply> {
        let body = Body::Json(json!({"data": [{"type": "candidate", "id": candidate}]}));
        let path = format!("/v2/lists/{list}/relationships/candidates");
        self.write(Call::post("put a candidate on a list", path, body)).await
    }

    /// `GET projects/{id}/candidates` with one candidate
    pub async fn membership(&self, project: &str, candidate: &str) -> Result<Reply> {
        let call = Call::get(
            "see whether a candidate is in a project",
            format!("/v2/projects/{project}/candidates"),
        );
        self.read(call.query("filter[candidate_id]", candidate)).await
    }

    /// `POST projects/{id}/candidates`
    pub async fn put_into_project(&self, project: &str, membership: Membership) -> Result<Reply> {
        let body = carries(One::sent("project_candidate", "", membership));
        let path = format!("/v2/projects/{project}/candidates");
        self.write(Call::post("put a candidate into a project", path, body)).await
    }

    async fn read(&self, call: Call) -> Result<Reply> {
        let purpose = call.purpose;
        errors::check(self.0, self.0.http.send(call).await?, purpose, &Value::Null)
    }

    async fn write(&self, call: Call) -> Result<Reply> {
        let purpose = call.purpose;
        let sent = match &call.body {
            Body::Json(document) => document.clone(),
            _ => Value::Null,
        };
        errors::check(self.0, self.0.http.send(call).await?, purpose, &sent)
    }
}

fn below(id: &str, rest: &str) -> String {
    format!("/v2/candidates/{id}{rest}")
}

fn paged(call: Call, page: u32) -> Call {
    call.query("page", page.to_string()).query("per_page", LARGEST.to_string())
}

fn carries(document: impl Serialize) -> Body {
    Body::Json(json!(document))
}
