//! A hire's own fields as the body of `people`.

use model::{
    contact::normal_email,
    hire::{FieldProblem, HireRecord},
};

use super::custom;
use crate::intellihr::wire::{
    Address, ById, CustomBodies, CustomField, EmailAddress, EmergencyContact, Person, PersonBody, PhoneNumber,
};

/// The body for a new person, or, given one who is there, for a change that takes nothing of theirs away: the vendor
/// replaces whole lists, so what stands in them goes back along with what is new.
pub fn body(record: &HireRecord, there: Option<&Person>, definitions: &[CustomField]) -> PersonBody {
    let text = |key: &str| record.get(key).map(|value| value.trim().to_owned());
    PersonBody {
        title: None,
        first_name: text("firstName"),
        middle_name: text("middleName"),
        last_name: text("lastName"),
        preferred_name: text("preferredName"),
        date_of_birth: text("dateOfBirth"),
        gender: text("gender"),
        employee_number: text("employeeNumber"),
        email_addresses: emails(record, there.map_or(&[], |person| &person.email_addresses)),
        phone_numbers: phones(record, there.map_or(&[], |person| &person.phone_numbers)),
        addresses: addresses(record, there.map_or(&[], |person| &person.addresses)),
        emergency_contact: emergency(record, there.and_then(|person| person.emergency_contact.as_ref())),
        work_right: text("workRight.right").map(|id| ById { id }),
        work_right_expiry_date: text("workRight.expires"),
        custom_fields: custom::bodies(record, "custom", definitions),
    }
}

/// What is missing, where the record has part of an address.
pub fn problems(record: &HireRecord) -> Vec<FieldProblem> {
    let address = record.section("address");
    let mut problems = vec![];
    let mut say = |field: &str, message: &str| {
        problems.push(FieldProblem { field: field.into(), message: message.into() });
    };
    if !address.is_empty() && !address.contains_key("country") {
        say("address.country", "intelliHR takes no address without its country.");
    }
    if !address.is_empty() && !["street", "suburb", "state"].iter().any(|part| address.contains_key(part)) {
        say("address.street", "intelliHR takes no address of a country and a postcode alone.");
    }
    problems
}

/// The list with the record's addresses in it; `None` where the record has none. A work address that is written to
/// stays the one that is written to: otherwise a colleague's mail would go to their private address.
fn emails(record: &HireRecord, there: &[EmailAddress]) -> Option<Vec<EmailAddress>> {
    let wanted = [("email", true), ("workEmail", false)];
    let wanted: Vec<_> =
        wanted.into_iter().filter_map(|(key, personal)| Some((normal(record.get(key)?), personal))).collect();
    if wanted.is_empty() {
        return None;
    }
    let mut all = there.to_vec();
    for (email, personal) in wanted {
        let place = all.iter().position(|one| one.email.eq_ignore_ascii_case(&email)).unwrap_or_else(|| {
            let custom_fields = CustomBodies::new();
            all.push(EmailAddress { email, is_personal: personal, is_primary: false, custom_fields });
            all.len() - 1
        });
        let takes_over = all.iter().all(|one| !one.is_primary || (personal && one.is_personal));
        if takes_over {
            all.iter_mut().enumerate().for_each(|(at, one)| one.is_primary = at == place);
        }
    }
    Some(all)
}

/// As the vendor keeps it. What is no address goes there as it is, so that it is refused and not lost.
fn normal(text: &str) -> String {
    normal_email(text).unwrap_or_else(|| text.trim().to_lowercase())
}

fn phones(record: &HireRecord, there: &[PhoneNumber]) -> Option<Vec<PhoneNumber>> {
    let wanted = [("phone", true), ("workPhone", false)];
    let wanted: Vec<_> =
        wanted.into_iter().filter_map(|(key, personal)| Some((record.get(key)?.trim(), personal))).collect();
    if wanted.is_empty() {
        return None;
    }
    let mut all = there.to_vec();
    for (number, personal) in wanted {
        let place = all.iter().position(|one| is_number(one, number)).unwrap_or_else(|| {
            all.push(PhoneNumber {
                number: number.into(),
                full_number: None,
                is_personal: personal,
                is_primary: false,
                custom_fields: CustomBodies::new(),
            });
            all.len() - 1
        });
        let takes_over = all.iter().all(|one| !one.is_primary || (personal && one.is_personal));
        if takes_over {
            all.iter_mut().enumerate().for_each(|(at, one)| one.is_primary = at == place);
        }
    }
    // What the vendor works out by itself is not sent.
    all.iter_mut().for_each(|one| one.full_number = None);
    Some(all)
}

/// Whether it is that number, however it is written.
pub fn is_number(phone: &PhoneNumber, sought: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let sought = digits(sought);
    digits(&phone.number) == sought || phone.full_number.as_deref().is_some_and(|full| digits(full) == sought)
}

/// The list with the record's address as the one at home.
fn addresses(record: &HireRecord, there: &[Address]) -> Option<Vec<Address>> {
    let given = record.section("address");
    if given.is_empty() {
        return None;
    }
    let part = |name: &str| given.get(name).map(|value| value.trim().to_owned());
    let (street, suburb, state) = (part("street"), part("suburb"), part("state"));
    let known: Vec<_> = [&street, &suburb, &state].into_iter().flatten().cloned().collect();
    let home = Address {
        address_type: HOME.into(),
        // Only where a part is missing: the vendor looks a whole address up and fills the parts by itself.
        full_address: (known.len() < 3).then(|| known.join(", ")),
        country: part("country"),
        postcode: part("postcode"),
        state,
        street,
        suburb,
        is_primary: None,
        custom_fields: CustomBodies::new(),
    };
    let mut all = there.to_vec();
    match all.iter_mut().find(|one| one.address_type == HOME) {
        Some(old) => {
            let (is_primary, custom_fields) = (old.is_primary, std::mem::take(&mut old.custom_fields));
            *old = Address { is_primary, custom_fields, ..home };
        }
        None => all.push(home),
    }
    Some(all)
}

/// The kind of address that a hire's is.
pub const HOME: &str = "Home";

fn emergency(record: &HireRecord, there: Option<&EmergencyContact>) -> Option<EmergencyContact> {
    let given = record.section("emergencyContact");
    if given.is_empty() {
        return None;
    }
    let there = there.cloned().unwrap_or_default();
    let part = |name: &str, old: Option<String>| given.get(name).map(|value| (*value).to_owned()).or(old);
    Some(EmergencyContact {
        name: part("name", there.name),
        relationship: part("relationship", there.relationship),
        phone: part("phone", there.phone),
        email: part("email", there.email),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn record(values: &[(&str, &str)]) -> HireRecord {
        let mut record = HireRecord::default();
        values.iter().for_each(|(key, value)| record.set(*key, *value));
        record
    }

    fn sent(record: &HireRecord, there: serde_json::Value) -> serde_json::Value {
        let there: Person = serde_json::from_value(there).unwrap();
        json!(body(record, Some(&there), &[]))
    }

    #[test]
    fn a_new_person_has_one_address_that_is_written_to() {
        let record =
            record(&[("lastName", "Lopez"), ("email", "Ana@Example.com"), ("workEmail", "al@example.org")]);
        let body = json!(body(&record, None, &[]));
        let expected = json!({"lastName": "Lopez", "emailAddresses": [
            {"email": "ana@example.com", "isPersonal": true, "isPrimary": true},
            {"email": "al@example.org", "isPersonal": false, "isPrimary": false},
        ]});
        assert_eq!(body, expected);
    }

    #[test]
    fn a_change_takes_nobodys_address_away() {
        let there = json!({"id": "1", "lastName": "Lopez", "emailAddresses": [
            {"email": "al@example.org", "isPersonal": false, "isPrimary": true,
             "customFields": {"note": {"definitionId": "7", "name": "Note", "type": "TEXT", "value": "x"}}},
        ], "phoneNumbers": [{"number": "0491 570 156", "fullNumber": "+61 491 570 156", "isPrimary": true}],
        "addresses": [{"addressType": "Postal", "fullAddress": "PO Box 1", "country": "Australia"}]});
        let record = record(&[
            ("email", "ana@example.com"),
            ("phone", "+61 491 570 156"),
            ("address.street", "1 Queen St"),
            ("address.suburb", "Brisbane"),
            ("address.country", "Australia"),
        ]);
        let body = sent(&record, there);
        assert_eq!(
            body["emailAddresses"],
            json!([
                {"email": "al@example.org", "isPersonal": false, "isPrimary": true,
                 "customFields": {"note": {"value": "x"}}},
                {"email": "ana@example.com", "isPersonal": true, "isPrimary": false},
            ])
        );
        assert_eq!(
            body["phoneNumbers"],
            json!([{"number": "0491 570 156", "isPersonal": false, "isPrimary": true}])
        );
        assert_eq!(
            body["addresses"],
            json!([
                {"addressType": "Postal", "fullAddress": "PO Box 1", "country": "Australia"},
                {"addressType": "Home", "fullAddress": "1 Queen St, Brisbane", "country": "Australia",
                 "street": "1 Queen St", "suburb": "Brisbane"},
            ])
        );
    }

    #[test]
    fn a_corrected_private_address_is_the_one_that_is_written_to() {
        let there = json!({"id": "1", "lastName": "Lopez", "emailAddresses": [
            {"email": "anna@example.com", "isPersonal": true, "isPrimary": true}]});
        let body = sent(&record(&[("email", "ana@example.com")]), there);
        assert_eq!(
            body["emailAddresses"],
            json!([
                {"email": "anna@example.com", "isPersonal": true, "isPrimary": false},
                {"email": "ana@example.com", "isPersonal": true, "isPrimary": true},
            ])
        );
    }

    #[test]
    fn part_of_an_address_is_asked_for_before_anything_is_sent() {
        let fields = |values: &[(&str, &str)]| {
            problems(&record(values)).into_iter().map(|problem| problem.field).collect::<Vec<_>>()
        };
        assert_eq!(fields(&[("address.street", "1 Queen St")]), ["address.country"]);
        assert_eq!(fields(&[("address.country", "Australia")]), ["address.street"]);
        assert_eq!(fields(&[("address.country", "Australia"), ("address.state", "QLD")]), [""; 0]);
        assert_eq!(fields(&[]), [""; 0]);
    }
}
