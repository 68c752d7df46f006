//! A person as the vendor shows one.

use serde_json::{Map, Value, json};

use super::{name, status};
use crate::intellihr::sandbox::{
    call::Call,
    custom_fields,
    documents::{array, entry, text},
    jobs,
};

const PLAIN: [&str; 12] = [
    "id",
    "title",
    "firstName",
    "middleName",
    "lastName",
    "preferredName",
    "dateOfBirth",
    "gender",
    "employeeNumber",
    "autoIncrementIntellihrId",
    "createdAt",
    "updatedAt",
];

/// A person.
pub fn show(documents: &Value, call: &Call, person: &Value) -> Value {
    let plain = PLAIN.iter().map(|name| ((*name).to_owned(), person[*name].clone()));
    let mut shown = Value::Object(plain.collect::<Map<_, _>>());
    shown["displayName"] = name::display(person).into();
    shown["medicalConditions"] = person["medicalConditions"].clone();
    let part = |name: &str| person["emergencyContact"][name].clone();
    shown["emergencyContact"] = ["name", "relationship", "phone", "email"]
        .into_iter()
        .map(|name| (name.to_owned(), part(name)))
        .collect::<Map<_, _>>()
        .into();
    for (list, model) in
        [("emailAddresses", "EMAIL_ADDRESS"), ("phoneNumbers", "PHONE_NUMBER"), ("addresses", "ADDRESS")]
    {
        let each = array(&person[list]).iter().map(|one| {
            let mut one = one.clone();
            one["customFields"] = custom_fields::show(documents, model, &one["customFields"]);
            one
        });
        shown[list] = each.collect();
    }
    shown["primaryEmailAddress"] = primary(&person["emailAddresses"], &["email", "isPersonal"]);
    shown["primaryPhoneNumber"] = primary(&person["phoneNumbers"], &["number", "fullNumber", "isPersonal"]);
    shown["employmentStatus"] = status::of_person(documents, person, call.now).into();
    shown["isSupervisor"] = (person["isSupervisor"] == true).into();
    shown["jobs"] = jobs::view::summaries(documents, call, person);
    shown["workRights"] = work_rights(documents, person);
    shown["userAccount"] = user(documents, person);
    shown["customFields"] = custom_fields::show(documents, "PERSON", &person["customFields"]);
    shown
}

fn primary(all: &Value, fields: &[&str]) -> Value {
    let Some(one) = array(all).iter().find(|one| one["isPrimary"] == true) else { return Value::Null };
    fields.iter().map(|field| ((*field).to_owned(), one[*field].clone())).collect::<Map<_, _>>().into()
}

fn work_rights(documents: &Value, person: &Value) -> Value {
    let held = entry(documents, "work-rights", text(&person["workRight"])).unwrap_or(&Value::Null);
    json!({
        "name": held["name"],
        "country": held["country"],
        "expirationDate": person["workRightExpiryDate"],
    })
}

fn user(documents: &Value, person: &Value) -> Value {
    let mut users = array(&documents["users"]).iter();
    let user = users.find(|user| user["person"] == person["id"]);
    user.map_or(
        Value::Null,
        |user| json!({"id": user["id"], "username": user["username"], "isEnabled": user["isEnabled"]}),
    )
}
