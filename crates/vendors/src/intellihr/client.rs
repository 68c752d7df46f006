//! One short method an endpoint: no loop, no retry, no mapping.

use bytes::Bytes;
use connect::{Body, Call, Ctx, Part, Reply, VendorError, error::Result, hris::Document};
use http::{Method, StatusCode};
use model::hire::HireRecord;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use url::Url;

use super::{
    errors,
    wire::{
        ImageSlot, Job, JobBody, NewDocument, NewImage, One, Page, Person, PersonBody, Start, UploadChange,
        UploadSlot, WorkflowEvent,
    },
};

/// The vendor's API as this connection reaches it.
pub struct Client<'a>(pub &'a Ctx);

/// A list to be read: its address and filters.
#[derive(Clone, Debug)]
pub struct Listing {
    purpose: &'static str,
    path: String,
    filters: Vec<(&'static str, String)>,
}

impl Listing {
    /// A whole list.
    pub fn of(purpose: &'static str, path: impl Into<String>) -> Self {
        Self { purpose, path: path.into(), filters: vec![] }
    }

    /// With only what fits. A comma would separate several values, and none of ours holds one on purpose.
    pub fn only(mut self, filter: &'static str, value: &str) -> Self {
        self.filters.push((filter, value.replace(',', " ")));
        self
    }
}

impl Client<'_> {
    /// A page of a list, from 1; at most 100 records.
    pub async fn page<T: DeserializeOwned>(
        &self,
        listing: &Listing,
        page: u64,
        limit: u64,
    ) -> Result<Page<T>> {
        let mut call = Call::get(listing.purpose, format!("/v1/{}", listing.path))
            .query("limit", limit.to_string())
            .query("page", page.to_string());
        for (name, value) in &listing.filters {
            call = call.query(format!("filters[{name}][eq]"), value);
        }
        self.read(call).await?.json()
    }

    /// `GET people/{id}`
    pub async fn person(&self, id: &str) -> Result<Person> {
        self.one(Call::get("read a person", format!("/v1/people/{id}"))).await
    }

    /// `POST people`
    pub async fn add_person(&self, person: &PersonBody, record: &HireRecord) -> Result<Reply> {
        self.write(Call::post, "add a person", "/v1/people", person, record).await
    }

    /// `PATCH people/{id}`
    pub async fn change_person(&self, id: &str, person: &PersonBody, record: &HireRecord) -> Result<Reply> {
        self.write(Call::patch, "change a person", &format!("/v1/people/{id}"), person, record).await
    }

    /// `GET jobs/{id}`, as it is at a moment: now, unless another is given.
    pub async fn job(&self, id: &str, as_at: Option<&str>) -> Result<Job> {
        let call = Call::get("read a job", format!("/v1/jobs/{id}"));
        self.one(as_at.into_iter().fold(call, |call, moment| call.query("asAt", moment))).await
    }

    /// `POST jobs`
    pub async fn add_job(&self, job: &JobBody, record: &HireRecord) -> Result<Reply> {
        self.write(Call::post, "add a job", "/v1/jobs", job, record).await
    }

    /// `PATCH jobs/{id}`
    pub async fn change_job(&self, id: &str, job: &JobBody, record: &HireRecord) -> Result<Reply> {
        self.write(Call::patch, "change a job", &format!("/v1/jobs/{id}"), job, record).await
    }

    /// `POST people/{id}/documents`
    pub async fn announce(&self, person: &str, document: &NewDocument) -> Result<UploadSlot> {
        let path = format!("/v1/people/{person}/documents");
        let reply =
            self.write(Call::post, "announce a document", &path, document, &HireRecord::default()).await?;
        Ok(reply.json::<One<UploadSlot>>()?.data)
    }

    /// `PUT` of a document's bytes to the address that was signed for them.
    pub async fn carry(&self, address: &str, document: &Document) -> Result<()> {
        let body = Body::Bytes(document.content_type.clone(), document.bytes.clone());
        self.upload(Call::put("carry a document", "/", body), address).await
    }

    /// `PATCH people/{id}/documents/{document}`
    pub async fn change_document(&self, person: &str, id: &str, change: &UploadChange) -> Result<Reply> {
        let path = format!("/v1/people/{person}/documents/{id}");
        self.write(Call::patch, "report a document", &path, change, &HireRecord::default()).await
    }

    /// `POST people/{id}/images`
    pub async fn announce_image(&self, person: &str, image: &NewImage) -> Result<ImageSlot> {
        let path = format!("/v1/people/{person}/images");
        let reply = self.write(Call::post, "announce a photo", &path, image, &HireRecord::default()).await?;
        Ok(reply.json::<One<ImageSlot>>()?.data)
    }

    /// `POST` of a photo as the form that was signed for it. The file comes last, as the storage wants it.
    pub async fn carry_image(&self, slot: &ImageSlot, photo: &Document) -> Result<()> {
        let field = |(name, value): (&String, &String)| Part {
            name: name.clone(),
            file_name: None,
            content_type: None,
            bytes: Bytes::from(value.clone()),
        };
        let file = Part {
            name: "file".into(),
            file_name: Some(photo.name.clone()),
            content_type: Some(photo.content_type.clone()),
            bytes: photo.bytes.clone(),
        };
        let parts = slot.fields.iter().map(field).chain([file]).collect();
        self.upload(Call::post("carry a photo", "/", Body::Multipart(parts)), &slot.url).await
    }

    /// `PATCH people/{id}/images`
    pub async fn show_image(&self, person: &str, image: &NewImage) -> Result<Reply> {
        let path = format!("/v1/people/{person}/images");
        self.write(Call::patch, "show a photo", &path, image, &HireRecord::default()).await
    }

    /// `GET workflow-events/{id}`
    pub async fn workflow_event(&self, id: &str) -> Result<WorkflowEvent> {
        self.one(Call::get("list the workflows", format!("/v1/workflow-events/{id}"))).await
    }

    /// `PATCH workflows/{id}`
    pub async fn start(&self, workflow: &str, start: &Start) -> Result<Reply> {
        let path = format!("/v1/workflows/{workflow}");
        self.write(Call::patch, "start a workflow", &path, start, &HireRecord::default()).await
    }

    async fn one<T: DeserializeOwned>(&self, call: Call) -> Result<T> {
        Ok(self.read(call).await?.json::<One<T>>()?.data)
    }

    async fn read(&self, call: Call) -> Result<Reply> {
        errors::check(self.0.http.send(call).await?, &Value::Null, &HireRecord::default())
    }

    async fn write(
        &self,
        how: impl Fn(&'static str, String, Body) -> Call,
        purpose: &'static str,
        path: &str,
        body: &impl Serialize,
        record: &HireRecord,
    ) -> Result<Reply> {
        let sent = json!(body);
        let reply = self.0.http.send(how(purpose, path.to_owned(), Body::Json(sent.clone()))).await?;
        errors::check(reply, &sent, record)
    }

    /// Storage has words of its own, and only one answer that matters: whether it took the file. Where it did not,
    /// the address ran out or was damaged; the next try asks for a new one.
    async fn upload(&self, call: Call, address: &str) -> Result<()> {
        let address = Url::parse(address).map_err(|_| VendorError::Contract {
            path: "data".into(),
            message: "the address to upload to is none".into(),
        })?;
        debug_assert!(matches!(call.method, Method::PUT | Method::POST), "uploads are nothing else");
        let status = self.0.http.send(call.at(address)).await?.status;
        if status.is_success() {
            return Ok(());
        }
        let why = format!("the storage of files answered {}", status.as_u16());
        Err(match status {
            StatusCode::UNAUTHORIZED => VendorError::Auth(why),
            StatusCode::PAYLOAD_TOO_LARGE => VendorError::Forbidden(format!("{why}: the file is too large")),
            _ => VendorError::Unavailable(why),
        })
    }
}

/// The identifier of what was made.
///
/// # Errors
/// [`VendorError::Uncertain`]: something was made, and looking it up will tell what.
pub fn made(reply: &Reply) -> Result<String> {
    let document = serde_json::from_slice::<Value>(&reply.body).unwrap_or_default();
    match document["data"]["id"].as_str() {
        Some(id) if !id.is_empty() => Ok(id.to_owned()),
        _ => Err(VendorError::Uncertain(
            "intelliHR said that it was made, and not under which identifier".into(),
        )),
    }
}
