//! What people do in the applicant tracking system, over its own API and pages.

use std::sync::Arc;

use connect::World;
use reqwest::{Client, Method};
use serde_json::{Map, Value, json};
use testkit::Stage;

/// Where the hiring happens.
pub const VENDOR: &str = "pinpoint";

/// Somebody who works there, with the key that may do everything.
#[derive(Clone)]
pub struct There {
    pub world: Arc<World>,
    client: Client,
    base: String,
    control: String,
    key: String,
}

impl There {
    pub fn of(stage: &Stage) -> Self {
        let announced = stage.announcement(VENDOR);
        Self {
            world: stage.world(VENDOR),
            client: Client::new(),
            base: announced.base_url,
            control: announced.control_url,
            key: announced.credentials["api_key"].clone(),
        }
    }

    /// Calls the API; nothing but success will do.
    pub async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        let mut request = self.client.request(method, format!("{}/api/v1/{path}", self.base));
        request = request.header("x-api-key", &self.key).header("accept", "application/vnd.api+json");
        if let Some(body) = body {
            request = request.header("content-type", "application/vnd.api+json").body(body.to_string());
        }
        let answer = request.send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }

    pub async fn move_to(&self, application: &str, stage: &str) {
        let body = json!({"data": {"type": "applications", "id": application, "attributes": {}, "relationships": {
            "stage": {"data": {"type": "stages", "id": stage}},
        }}});
        self.call(Method::PATCH, &format!("applications/{application}"), Some(body)).await;
    }

    /// Moves an application to the first stage of that meaning, and gives the stage.
    pub async fn move_to_meaning(&self, application: &str, meaning: &str) -> String {
        let stage = self.stage(&self.job_of(application), meaning);
        self.move_to(application, &stage).await;
        stage
    }

    pub async fn delete(&self, application: &str) {
        self.call(Method::DELETE, &format!("applications/{application}"), None).await;
    }

    pub async fn edit(&self, kind: &str, id: &str, attributes: Value) {
        let body = json!({"data": {"type": kind, "id": id, "attributes": attributes}});
        self.call(Method::PATCH, &format!("{kind}/{id}"), Some(body)).await;
    }

    /// Somebody new applies for a job; gives the application.
    pub async fn apply(&self, job: &str, number: usize) -> String {
        let body = json!({"data": {
            "type": "applications",
            "attributes": {
                "first_name": "Maeve", "last_name": format!("O'Donnell {number}"),
                "email": format!("maeve{number}@example.net"),
            },
            "relationships": {"job": {"data": {"type": "jobs", "id": job}}},
        }});
        let made = self.call(Method::POST, "applications", Some(body)).await;
        made["data"]["id"].as_str().unwrap().to_owned()
    }

    /// The bytes of an application's first file, by a link as the API gives it.
    pub async fn first_file(&self, application: &str) -> Vec<u8> {
        let path = format!("applications/{application}?extra_fields[applications]=attachments");
        let told = self.call(Method::GET, &path, None).await;
        let link = told["data"]["attributes"]["attachments"][0]["url"].as_str().unwrap();
        self.client.get(link).send().await.unwrap().bytes().await.unwrap().to_vec()
    }

    /// Does what is a click on the vendor's own pages.
    pub async fn command(&self, name: &str, wish: Value) -> Value {
        let address = format!("{}/commands/{name}", self.control);
        let answer = self.client.post(address).json(&wish).send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
        answer.json().await.unwrap()
    }

    /// Moves the sandbox's time.
    pub async fn advance_clock(&self, seconds: i64) {
        let wish = json!({"advance_seconds": seconds});
        let answer = self.client.post(format!("{}/clock", self.control)).json(&wish).send().await.unwrap();
        assert!(answer.status().is_success());
    }

    /// The records of a kind by their ids.
    pub fn records(&self, kind: &str) -> Map<String, Value> {
        self.world.read(|documents| documents["resources"][kind].as_object().cloned().unwrap_or_default())
    }

    /// Changes a record past the API, as if it had been so from the beginning.
    pub fn set(&self, kind: &str, id: &str, attribute: &str, value: Value) {
        self.world.change(|documents| documents["resources"][kind][id]["attributes"][attribute] = value);
    }

    pub fn job_of(&self, application: &str) -> String {
        self.world.read(|documents| text(&documents["resources"]["applications"][application]["rels"]["job"]))
    }

    pub fn stage_of(&self, application: &str) -> String {
        self.world
            .read(|documents| text(&documents["resources"]["applications"][application]["rels"]["stage"]))
    }

    /// A job's first stage of that meaning.
    pub fn stage(&self, job: &str, meaning: &str) -> String {
        let stages = self.records("stages");
        let fits = |one: &&Value| {
            one["rels"]["stageable"] == json!({"type": "jobs", "id": job})
                && one["attributes"]["basic_type"] == meaning
        };
        text(&stages.values().find(fits).unwrap()["id"])
    }

    /// The applications that stand in a stage of that meaning, the oldest id first.
    pub fn standing(&self, meaning: &str) -> Vec<String> {
        let (stages, applications) = (self.records("stages"), self.records("applications"));
        let stands = |one: &Value| {
            stages[one["rels"]["stage"].as_str().unwrap()]["attributes"]["basic_type"] == meaning
        };
        let mut ids: Vec<String> =
            applications.iter().filter(|(_, one)| stands(one)).map(|(id, _)| id.clone()).collect();
        ids.sort_by_key(|id| id.parse::<u64>().unwrap());
        ids
    }

    /// The texts of an application's comments.
    pub fn comments(&self, application: &str) -> Vec<String> {
        let own = |one: &Value| one["rels"]["commentable"]["id"] == application;
        let all = self.records("comments").into_iter().filter(|(_, one)| own(one));
        all.map(|(_, one)| text(&one["attributes"]["body_text"])).collect()
    }

    /// An application's values of a custom field.
    pub fn values(&self, application: &str, field: &str) -> Vec<String> {
        let own = |one: &Value| {
            one["rels"]["custom_field"] == field && one["rels"]["custom_attributable"]["id"] == application
        };
        let all = self.records("custom_attributes").into_iter().filter(|(_, one)| own(one));
        all.map(|(_, one)| text(&one["attributes"]["value"])).collect()
    }

    /// The names of an application's tags.
    pub fn tags(&self, application: &str) -> Vec<String> {
        let record = self.records("applications").remove(application).unwrap();
        record["attributes"]["tags"].as_array().into_iter().flatten().map(|tag| text(&tag["name"])).collect()
    }

    /// The field of applications with that name.
    pub fn field(&self, name: &str) -> String {
        let fields = self.records("custom_fields");
        text(&fields.values().find(|field| field["attributes"]["name"] == name).unwrap()["id"])
    }
}

pub fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
