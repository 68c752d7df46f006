//! Where a column can go.

use model::{CustomFieldId, candidate::Profile, field::CustomField};

/// Where a column goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Nowhere.
    Ignore,
    /// To something that every candidate has, by its key.
    Fixed(&'static str),
    /// To a field that the workspace added.
    Custom(CustomFieldId),
}

/// A place that a column can be sent to, as a list to choose from shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The word of forms and of the kept mapping.
    pub key: String,
    /// What people read.
    pub label: String,
    /// Under which heading of the list it stands.
    pub group: &'static str,
}

/// Key, label, heading of the list, and what exports of other systems call it, letters and digits only.
type Fixed = (&'static str, &'static str, &'static str, &'static [&'static str]);

const PERSON: &str = "Person";
const ADDRESS: &str = "Address";
const PLACE: &str = "Job and tags";

const FIXED: [Fixed; 21] = [
    ("first_name", "First name", PERSON, &["givenname", "forename", "vorname", "first", "prenom"]),
    ("last_name", "Last name", PERSON, &["surname", "familyname", "nachname", "last", "nom"]),
    ("full_name", "Full name", PERSON, &["name", "candidate", "candidatename", "applicant", "applicantname"]),
    ("middle_name", "Middle name", PERSON, &["middle", "middleinitial"]),
    ("preferred_name", "Preferred name", PERSON, &["nickname", "knownas", "goesby"]),
    (
        "email",
        "E-mail",
        PERSON,
        &[
            "emailaddress",
            "emailaddresses",
            "emails",
            "candidateemail",
            "personalemail",
            "mail",
            "primaryemail",
        ],
    ),
    (
        "phone",
        "Phone",
        PERSON,
        &["phonenumber", "phonenumbers", "mobile", "mobilephone", "mobilenumber", "telephone", "cell", "tel"],
    ),
    ("date_of_birth", "Date of birth", PERSON, &["dob", "birthdate", "birthday", "dateofbirth"]),
    ("gender", "Gender", PERSON, &["sex"]),
    (
        "headline",
        "Current job title",
        PERSON,
        &["currenttitle", "title", "currentposition", "currentrole", "jobtitle", "currentjob"],
    ),
    (
        "profile_url",
        "Profile page",
        PERSON,
        &["linkedin", "linkedinurl", "profile", "website", "links", "url"],
    ),
    (
        "source",
        "Source",
        PERSON,
        &["origin", "candidatesource", "applicationsource", "referralsource", "channel", "sourcename"],
    ),
    ("address_line1", "Street", ADDRESS, &["address", "address1", "street", "streetaddress", "addressline1"]),
    ("address_line2", "Street, second line", ADDRESS, &["address2", "addressline2", "apartment"]),
    ("city", "Town", ADDRESS, &["town", "location", "ort", "ville"]),
    ("state", "State or county", ADDRESS, &["stateprovince", "province", "county", "region"]),
    ("postcode", "Postcode", ADDRESS, &["zip", "zipcode", "postalcode", "plz"]),
    ("country", "Country", ADDRESS, &["land", "countryname", "pays"]),
    (
        "job",
        "Job",
        PLACE,
        &["jobname", "posting", "postingtitle", "position", "requisition", "appliedjob", "role"],
    ),
    ("stage", "Stage", PLACE, &["currentstage", "status", "pipelinestage", "stagename", "applicationstage"]),
    ("tags", "Tags", PLACE, &["tag", "labels", "label", "candidatetags"]),
];

impl Target {
    /// The word of forms and of the kept mapping.
    pub fn key(&self) -> String {
        match self {
            Self::Ignore => String::new(),
            Self::Fixed(key) => (*key).to_owned(),
            Self::Custom(id) => format!("field.{id}"),
        }
    }

    /// Reads the word back; `None` where there is no such place, or no longer.
    pub fn parse(key: &str, fields: &[CustomField]) -> Option<Self> {
        if key.is_empty() {
            return Some(Self::Ignore);
        }
        if let Some(id) = key.strip_prefix("field.") {
            let id = id.parse().ok()?;
            return fields.iter().any(|field| field.id == id).then_some(Self::Custom(id));
        }
        FIXED.iter().find(|fixed| fixed.0 == key).map(|fixed| Self::Fixed(fixed.0))
    }

    /// What people read.
    pub fn label(&self, fields: &[CustomField]) -> String {
        match self {
            Self::Ignore => "Left out".into(),
            Self::Fixed(key) => {
                FIXED.iter().find(|fixed| fixed.0 == *key).map_or(*key, |fixed| fixed.1).into()
            }
            Self::Custom(id) => fields
                .iter()
                .find(|field| field.id == *id)
                .map(|field| field.name.clone())
                .unwrap_or_default(),
        }
    }
}

/// Every place that a column can be sent to.
pub(super) fn choices(fields: &[CustomField]) -> Vec<Choice> {
    let fixed = FIXED.iter().map(|(key, label, group, _)| Choice {
        key: (*key).into(),
        label: (*label).into(),
        group,
    });
    let custom = fields.iter().map(|field| Choice {
        key: Target::Custom(field.id).key(),
        label: field.name.clone(),
        group: "Your own fields",
    });
    fixed.chain(custom).collect()
}

/// Where each column probably goes, by its heading. A place is guessed once; the workspace's own fields go first.
pub(super) fn guess(headings: &[String], fields: &[CustomField]) -> Vec<Target> {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let mut taken: Vec<Target> = Vec::new();
    for heading in headings {
        let heading = plain(heading);
        let custom = fields.iter().find(|field| plain(&field.name) == heading).map(|f| Target::Custom(f.id));
        let exact = || FIXED.iter().find(|fixed| plain(fixed.0) == heading || plain(fixed.1) == heading);
        let alias = || FIXED.iter().find(|fixed| fixed.3.contains(&heading.as_str()));
        let found = custom.or_else(|| exact().or_else(alias).map(|fixed| Target::Fixed(fixed.0)));
        taken.push(found.filter(|target| !taken.contains(target)).unwrap_or(Target::Ignore));
    }
    taken
}

/// The profile's text that a key stands for.
pub(super) fn place<'a>(profile: &'a mut Profile, key: &str) -> Option<&'a mut String> {
    Some(match key {
        "first_name" => &mut profile.first_name,
        "last_name" => &mut profile.last_name,
        "middle_name" => &mut profile.middle_name,
        "preferred_name" => &mut profile.preferred_name,
        "email" => &mut profile.email,
        "phone" => &mut profile.phone,
        "gender" => &mut profile.gender,
        "headline" => &mut profile.headline,
        "profile_url" => &mut profile.profile_url,
        "source" => &mut profile.source,
        "address_line1" => &mut profile.address_line1,
        "address_line2" => &mut profile.address_line2,
        "city" => &mut profile.city,
        "state" => &mut profile.state,
        "postcode" => &mut profile.postcode,
        "country" => &mut profile.country,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use model::field::FieldKind;

    use super::*;

    fn keys(headings: &[&str], fields: &[CustomField]) -> Vec<String> {
        let headings: Vec<_> = headings.iter().map(|heading| (*heading).to_owned()).collect();
        guess(&headings, fields).iter().map(Target::key).collect()
    }

    #[test]
    fn the_headings_of_common_exports_are_known() {
        let export =
            ["Candidate Name", "E-mail Address", "Phone Number", "Posting Title", "Current Stage", "Origin"];
        assert_eq!(keys(&export, &[]), ["full_name", "email", "phone", "job", "stage", "source"]);
        let export = ["First Name", "LAST_NAME", "DOB", "Zip Code", "Tags", "LinkedIn", "Applied On"];
        let known = ["first_name", "last_name", "date_of_birth", "postcode", "tags", "profile_url", ""];
        assert_eq!(keys(&export, &[]), known);
        assert_eq!(keys(&["Email", "e-mail"], &[]), ["email", ""], "a place is guessed once");
    }

    #[test]
    fn the_workspaces_own_field_goes_before_a_likeness() {
        let id = CustomFieldId(uuid::Uuid::from_u128(5));
        let field = CustomField { id, name: "Status".into(), kind: FieldKind::ShortText, options: vec![] };
        assert_eq!(keys(&["status"], std::slice::from_ref(&field)), [format!("field.{id}")]);
        assert_eq!(Target::parse(&format!("field.{id}"), &[field]), Some(Target::Custom(id)));
        assert_eq!(Target::parse(&format!("field.{id}"), &[]), None);
    }

    #[test]
    fn every_place_that_can_be_chosen_reads_back_and_is_filled() {
        for choice in choices(&[]) {
            let target = Target::parse(&choice.key, &[]).unwrap();
            assert_eq!(target.label(&[]), choice.label);
            let elsewhere =
                ["full_name", "date_of_birth", "job", "stage", "tags"].contains(&choice.key.as_str());
            assert_eq!(place(&mut Profile::default(), &choice.key).is_none(), elsewhere, "{}", choice.key);
        }
    }
}
