//! One short method an endpoint: no loop, no retry, no mapping.

use std::collections::BTreeMap;

use bytes::Bytes;
use connect::{Body, Call, Ctx, Part, Reply, VendorError, error::Result, hris::Document};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{
    errors,
    wire::{
        CompanyInformation, Country, DatasetAnswer, DatasetQuestion, Directory, Field, Fields, Files,
        ListField, TableDefinition, User,
    },
};

/// The vendor's API as this connection reaches it.
pub struct Client<'a>(pub &'a Ctx);

impl Client<'_> {
    /// `GET company_information`
    pub async fn company(&self) -> Result<CompanyInformation> {
        self.read("read the company's name", "/api/v1/company_information").await
    }

    /// `GET meta/fields`
    pub async fn fields(&self) -> Result<Vec<Field>> {
        self.read("list the fields", "/api/v1/meta/fields").await
    }

    /// `GET meta/lists`
    pub async fn lists(&self) -> Result<Vec<ListField>> {
        self.read("list the lists", "/api/v1/meta/lists").await
    }

    /// `GET meta/tables`
    pub async fn tables(&self) -> Result<Vec<TableDefinition>> {
        self.read("list the tables", "/api/v1/meta/tables").await
    }

    /// `GET meta/users`
    pub async fn users(&self) -> Result<BTreeMap<String, User>> {
        self.read("list the users", "/api/v1/meta/users").await
    }

    /// `GET meta/countries/options`
    pub async fn countries(&self) -> Result<Vec<Country>> {
        self.read("list the countries", "/api/v1/meta/countries/options").await
    }

    /// `GET employees/directory`, those to come among them.
    pub async fn directory(&self) -> Result<Directory> {
        let call =
            Call::get("read the directory", "/api/v1/employees/directory").query("onlyCurrent", "false");
        self.send(call, &Value::Null, "").await?.json()
    }

    /// `GET employees/{id}`; at most 400 fields. The id `0` is the key's own employee.
    pub async fn employee(&self, id: &str, fields: &[&str]) -> Result<Fields> {
        let call = Call::get("read an employee", format!("/api/v1/employees/{id}"));
        self.send(call.query("fields", fields.join(",")), &Value::Null, "").await?.json()
    }

    /// `POST v2/datasets/employee/data`
    pub async fn ask(&self, question: &DatasetQuestion) -> Result<DatasetAnswer> {
        let call = Call::ask("look people up", "/api/v2/datasets/employee/data", json!(question));
        self.send(call, &Value::Null, "").await?.json()
    }

    /// `POST employees`; the answer's `Location` header says who was made.
    pub async fn add(&self, employee: Fields) -> Result<Reply> {
        self.write("add an employee", "/api/v1/employees", employee, "").await
    }

    /// `POST employees/{id}`
    pub async fn change(&self, id: &str, employee: Fields) -> Result<Reply> {
        self.write("change an employee", &format!("/api/v1/employees/{id}"), employee, "").await
    }

    /// `GET employees/{id}/tables/{table}`
    pub async fn rows(&self, id: &str, table: &str) -> Result<Vec<Fields>> {
        self.read("read a table's rows", &format!("/api/v1/employees/{id}/tables/{table}")).await
    }

    /// `POST employees/{id}/tables/{table}`
    pub async fn add_row(&self, id: &str, table: &str, row: Fields) -> Result<Reply> {
        self.write("add a row", &format!("/api/v1/employees/{id}/tables/{table}"), row, table).await
    }

    /// `POST employees/{id}/tables/{table}/{row}`
    pub async fn change_row(&self, id: &str, table: &str, row_id: &str, row: Fields) -> Result<Reply> {
        let path = format!("/api/v1/employees/{id}/tables/{table}/{row_id}");
        self.write("change a row", &path, row, table).await
    }

    /// `GET employees/{id}/files/view`
    pub async fn files(&self, id: &str) -> Result<Files> {
        self.read("list the files", &format!("/api/v1/employees/{id}/files/view")).await
    }

    /// `POST employees/{id}/files`
    pub async fn upload(&self, id: &str, category: u64, document: &Document) -> Result<Reply> {
        let parts = vec![
            text("fileName", document.name.clone()),
            text("category", category.to_string()),
            text("share", "no".into()),
            file(document),
        ];
        let path = format!("/api/v1/employees/{id}/files");
        let sent = json!({"file": document.name});
        self.send(Call::post("add a file", path, Body::Multipart(parts)), &sent, "").await
    }

    /// `POST employees/{id}/photo`
    pub async fn set_photo(&self, id: &str, photo: &Document) -> Result<Reply> {
        let path = format!("/api/v1/employees/{id}/photo");
        let sent = json!({"file": photo.name});
        self.send(Call::post("set the photo", path, Body::Multipart(vec![file(photo)])), &sent, "").await
    }

    async fn read<T: DeserializeOwned>(&self, purpose: &'static str, path: &str) -> Result<T> {
        self.send(Call::get(purpose, path), &Value::Null, "").await?.json()
    }

    async fn write(&self, purpose: &'static str, path: &str, fields: Fields, section: &str) -> Result<Reply> {
        let sent = Value::Object(fields);
        self.send(Call::post(purpose, path, Body::Json(sent.clone())), &sent, section).await
    }

    async fn send(&self, call: Call, sent: &Value, section: &str) -> Result<Reply> {
        errors::check(self.0.http.send(call).await?, sent, section)
    }
}

/// The id at the end of a `Location`: the last part of an API address, on whatever host and base, or the `id`
/// of the employee's page on the web.
///
/// # Errors
/// [`VendorError::Uncertain`]: something was made, and looking it up will tell what.
pub fn made(reply: &Reply) -> Result<String> {
    let location = reply.header("location").unwrap_or_default();
    let (path, query) = location.split_once('?').unwrap_or((location, ""));
    let by_query = query.split('&').find_map(|pair| pair.strip_prefix("id="));
    let last = by_query.or_else(|| path.trim_end_matches('/').rsplit('/').next()).unwrap_or_default();
    if !last.is_empty() && last.chars().all(|c| c.is_ascii_digit()) {
        return Ok(last.to_owned());
    }
    Err(VendorError::Uncertain("BambooHR said that it was made, and not under which number".into()))
}

fn text(name: &str, value: String) -> Part {
    Part { name: name.into(), file_name: None, content_type: None, bytes: Bytes::from(value) }
}

fn file(document: &Document) -> Part {
    Part {
        name: "file".into(),
        file_name: Some(document.name.clone()),
        content_type: Some(document.content_type.clone()),
        bytes: document.bytes.clone(),
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, StatusCode};

    use super::*;

    #[test]
    fn the_number_is_read_from_any_location() {
        let made = |location: &str| {
            let headers = HeaderMap::from_iter([(http::header::LOCATION, location.parse().unwrap())]);
            super::made(&Reply {
                status: StatusCode::CREATED,
                headers,
                body: Bytes::new(),
                effect: connect::Effect::Write,
            })
        };
        for location in [
            "https://api.bamboohr.com/api/gateway.php/acme/v1/employees/44",
            "http://127.0.0.1:4010/api/v1/employees/44/",
            "/employees/44",
            "https://acme.bamboohr.com/employees/employee.php?id=44&page=1",
        ] {
            assert_eq!(made(location), Ok("44".into()), "{location}");
        }
        assert!(matches!(made("https://acme.bamboohr.com/home"), Err(VendorError::Uncertain(_))));
    }
}
