//! A hire's own fields as the body of `employees`.

use std::collections::BTreeSet;

use model::hire::HireRecord;
use serde_json::Value;

use crate::bamboohr::wire::{Field, Fields, ListField, YesNo};

/// Whether the lists have to be known to write this record: only a text of several lines may be several choices.
pub fn needs_lists(record: &HireRecord) -> bool {
    record.section("").values().any(|value| value.contains('\n'))
}

/// The names of fields that take several choices.
pub fn multiple(fields: &[Field], lists: &[ListField]) -> BTreeSet<String> {
    let lists: BTreeSet<String> = lists
        .iter()
        .filter(|list| list.multiple == YesNo::Yes)
        .map(|list| list.field_id.to_string())
        .collect();
    let fields = fields.iter().filter(|field| lists.contains(&field.id.to_string()));
    fields.map(|field| field.alias.clone().unwrap_or_else(|| field.id.to_string())).collect()
}

/// The body: every value is text, several choices are a list of texts.
pub fn body(record: &HireRecord, multiple: &BTreeSet<String>) -> Fields {
    record
        .section("")
        .into_iter()
        .map(|(name, value)| {
            let value = if multiple.contains(name) { choices(value) } else { value.into() };
            (name.to_owned(), value)
        })
        .collect()
}

/// The employee's fields that show the current row of a table, by the row's field in the form.
const SHOWN: [(&str, &str); 10] = [
    ("jobInfo.jobTitle", "jobTitle"),
    ("jobInfo.department", "department"),
    ("jobInfo.division", "division"),
    ("jobInfo.location", "location"),
    ("employmentStatus.employmentStatus", "employmentHistoryStatus"),
    ("compensation.rate", "payRate"),
    ("compensation.type", "payType"),
    ("compensation.paidPer", "payPer"),
    ("compensation.exempt", "exempt"),
    ("compensation.reason", "payChangeReason"),
];

/// Job and pay as fields of the employee, for a tenant that wants them in the same call.
pub fn shown_rows(record: &HireRecord) -> Fields {
    let known = SHOWN.iter().filter_map(|(row, field)| Some(((*field).to_owned(), record.get(row)?.into())));
    known.collect()
}

/// One choice a line as a list.
pub fn choices(value: &str) -> Value {
    value.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_the_employees_own_fields_go_into_the_body() {
        let mut record = HireRecord::default();
        record.set("firstName", "Ana");
        record.set("customLanguages", "English\nPolish");
        record.set("customStartNotes", "one\ntwo");
        record.set("jobInfo.location", "London");
        assert!(needs_lists(&record));
        let body = body(&record, &BTreeSet::from(["customLanguages".into()]));
        let expected = json!({
            "firstName": "Ana",
            "customLanguages": ["English", "Polish"],
            "customStartNotes": "one\ntwo",
        });
        assert_eq!(Value::Object(body), expected);
    }
}
