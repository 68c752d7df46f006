//! Which field of the form a sentence of the vendor's speaks of.

use model::hire::HireRecord;

/// The form's fields with the words by which the vendor's sentences may name them, besides the last part of the key.
const ALIASES: [(&str, &[&str]); 33] = [
    ("firstName", &[]),
    ("middleName", &[]),
    ("lastName", &[]),
    ("preferredName", &[]),
    ("dateOfBirth", &[]),
    ("gender", &[]),
    ("employeeNumber", &[]),
    ("email", &["emailAddresses", "primaryEmailAddress", "email address"]),
    ("phone", &["phoneNumbers", "primaryPhoneNumber", "phone number"]),
    ("address.street", &["street"]),
    ("address.suburb", &["suburb"]),
    ("address.state", &[".state", "state field"]),
    ("address.postcode", &["postcode"]),
    ("address.country", &["country"]),
    ("emergencyContact.name", &["emergencyContact.name", "emergency contact"]),
    ("emergencyContact.phone", &["emergencyContact.phone"]),
    ("emergencyContact.email", &["emergencyContact.email"]),
    ("workRight.right", &["workRight", "work-rights"]),
    ("workRight.expires", &["workRightExpiryDate"]),
    ("job.companyStartDate", &["companyStartDate"]),
    ("job.name", &["position title", "the name field", "job name"]),
    ("job.businessEntity", &["businessEntity", "business-entities"]),
    ("job.businessUnit", &["businessUnit", "business-units"]),
    ("job.workClass", &["workClass", "work-classes", "workType"]),
    ("job.location", &["location", "locations"]),
    ("job.supervisor", &["supervisorPerson", "supervisorJob"]),
    ("job.fte", &["fte field"]),
    ("job.payGrade", &["payGrade", "pay-grades"]),
    ("job.recruitmentSource", &["recruitment", "recruitment-sources"]),
    ("pay.rate", &["baseAnnualSalary", "baseHourlyRate", "currency"]),
    ("pay.payCycle", &["payCycle"]),
    ("pay.hoursPerCycle", &["hoursPerCycle"]),
    ("pay.employmentCondition", &["employmentCondition", "employment-conditions"]),
];

/// The field that a sentence speaks of, or the empty text. The longest name in it wins, because `email` stands in a
/// sentence about `emergencyContact.email`.
pub fn field_of(sentence: &str, record: &HireRecord) -> String {
    let sentence = sentence.to_lowercase();
    let fixed = ALIASES.iter().flat_map(|(key, aliases)| {
        let own = (!key.contains('.')).then_some(*key);
        own.into_iter().chain(aliases.iter().copied()).map(|name| (*key, name))
    });
    let own = record.0.keys().filter_map(|key| {
        let (section, name) = key.split_once('.')?;
        matches!(section, "custom" | "jobCustom").then_some((key.as_str(), name))
    });
    let said = fixed
        .chain(own)
        .filter(|(_, name)| sentence.contains(&name.to_lowercase()) || sentence.contains(&words(name)));
    said.max_by_key(|(_, name)| name.len()).map_or_else(String::new, |(key, _)| key.to_owned())
}

/// `businessUnit` as people write it: `business unit`.
fn words(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_uppercase() { format!(" {}", c.to_lowercase()) } else { c.to_string() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_wins() {
        let field = |sentence| field_of(sentence, &HireRecord::default());
        assert_eq!(field("The emergencyContact.email field must be a text."), "emergencyContact.email");
        assert_eq!(field("A person must have at least one primary email address."), "email");
        assert_eq!(
            field("The addresses.0.street field is required when fullAddress is not present."),
            "address.street"
        );
        assert_eq!(field("The work class is disabled"), "job.workClass");
        assert_eq!(field("Something else"), "");
    }
}
