//! What a test needs to know of an applicant tracking system's sandbox to act and to count there. One line a vendor.

use jiff::Timestamp;
use serde_json::Value;

/// Where things stand in a vendor's sandbox documents.
#[derive(Clone, Copy, Debug)]
pub struct Applicants {
    /// The vendor.
    pub vendor: &'static str,
    /// The applications by their id, as a JSON pointer.
    pub applications: &'static str,
    /// In an application: its own id.
    pub id: &'static str,
    /// In an application: when it was made.
    pub created_at: &'static str,
    /// In an application: when it was last changed.
    pub updated_at: &'static str,
    /// In an application: a text that somebody wrote.
    pub town: &'static str,
    /// The field of applications for a line of text, where others look like one and take only amounts.
    pub line: Option<&'static str>,
    /// How times are written there.
    pub time: &'static str,
    /// Puts a file with this content, in base64, in the place of one of the résumés.
    pub resume: fn(&mut Value, String),
    /// How many remarks with these words there are on an application.
    pub remarks: fn(&Value, &str, &str) -> usize,
    /// Takes from the key that may do everything a right without which applications can't be read whole.
    pub forbid: fn(&mut Value),
}

/// Every vendor whose records are kept in step.
pub const APPLICANTS: &[Applicants] = &[PINPOINT, GREENHOUSE];

const PINPOINT: Applicants = Applicants {
    vendor: "pinpoint",
    applications: "/resources/applications",
    id: "/id",
    created_at: "/attributes/created_at",
    updated_at: "/attributes/updated_at",
    town: "/attributes/town",
    line: None,
    resume: |documents, content| {
        if let Some(file) = documents["files"].as_object_mut().and_then(|files| files.values_mut().next()) {
            file["base64"] = content.into();
        }
    },
    time: "%Y-%m-%dT%H:%M:%S+00:00",
    remarks: |documents, application, words| {
        let all = documents["resources"]["comments"].as_object().into_iter().flatten();
        let these = |comment: &Value| {
            comment["rels"]["commentable"]["id"] == application && comment["attributes"]["body_text"] == words
        };
        all.filter(|(_, comment)| these(comment)).count()
    },
    forbid: |documents| {
        let keys = documents["keys"].as_array_mut().into_iter().flatten();
        for key in keys.filter(|key| key["name"] == "Everything") {
            key["permissions"]["application"] = serde_json::json!([]);
        }
    },
};

const GREENHOUSE: Applicants = Applicants {
    vendor: "greenhouse",
    applications: "/rows/applications",
    id: "/id",
    created_at: "/created_at",
    updated_at: "/updated_at",
    town: "/answers/0/answer",
    line: Some("Employee number"),
    resume: |documents, content| {
        let first = documents["rows"]["attachments"].as_object().and_then(|rows| rows.keys().next().cloned());
        if let Some(id) = first {
            documents["files"][id] = content.into();
        }
    },
    time: "%Y-%m-%dT%H:%M:%S.000Z",
    remarks: |documents, application, words| {
        // v3 hangs a remark on an application, v1 on its person.
        let person = &documents["rows"]["applications"][application]["candidate_id"];
        let all = documents["rows"]["notes"].as_object().into_iter().flatten();
        let these = |note: &Value| {
            let on = &note["application_id"];
            note["candidate_id"] == *person
                && note["body"] == words
                && (on.is_null() || on.as_u64() == application.parse().ok())
        };
        all.filter(|(_, note)| these(note)).count()
    },
    forbid: |documents| {
        for credential in documents["credentials"].as_array_mut().into_iter().flatten() {
            credential["scopes"] = serde_json::json!(["harvest:jobs:list"]);
        }
        for key in documents["keys"].as_array_mut().into_iter().flatten() {
            key["permissions"] = serde_json::json!(["jobs.list"]);
        }
    },
};

impl Applicants {
    /// A time as it is kept there.
    pub fn written(&self, at: Timestamp) -> Value {
        at.strftime(self.time).to_string().into()
    }

    /// The applicants of a vendor.
    ///
    /// # Panics
    /// Where this file has no line for it.
    pub fn of(vendor: &str) -> Self {
        *APPLICANTS
            .iter()
            .find(|applicants| applicants.vendor == vendor)
            .unwrap_or_else(|| panic!("testkit/src/applicants.rs has no line for {vendor}"))
    }
}
