use super::*;
use crate::newcomer::{Reach, ReachKind};

fn field(key: &str, label: &str) -> CrmField {
    CrmField {
        key: key.into(),
        label: label.into(),
        kind: FieldKind::ShortText,
        required: key == "email",
        options: vec![],
    }
}

fn fields() -> Vec<CrmField> {
    let seniority = CrmField {
        kind: FieldKind::SingleSelect,
        options: vec!["Junior".into(), "Senior".into()],
        ..field("level", "Seniority")
    };
    vec![field("email", "E-mail"), field("first", "First name"), field("tel", "Phone"), seniority]
}

fn row(ours: Option<Ours>, theirs: &str, default: &str) -> MappingRow {
    let (theirs, default) = (theirs.into(), default.into());
    MappingRow { ours, theirs, transform: Transform::AsIs, default, over: false }
}

fn ida() -> Person {
    let reach = |value: &str| vec![Reach { value: value.into(), kind: ReachKind::Private }];
    Person {
        first_name: "Ida".into(),
        emails: reach("ida@example.org"),
        phones: reach("+44 (20) 7946-0001"),
        title: "senior".into(),
        ..Person::default()
    }
}

#[test]
fn fields_of_one_name_are_suggested() {
    let suggested = PushSettings::suggested(&fields());
    let pairs: Vec<_> =
        suggested.mapping.iter().map(|row| (row.ours.unwrap(), row.theirs.as_str())).collect();
    assert_eq!(pairs, [(Ours::FirstName, "first"), (Ours::Email, "email"), (Ours::Phone, "tel")]);
    assert_eq!(suggested.problems(&fields()), []);
}

#[test]
fn what_is_wrong_with_a_mapping_is_said_at_its_row() {
    let mut settings = PushSettings::suggested(&fields());
    settings.mapping = vec![
        row(Some(Ours::FirstName), "gone", ""),
        row(Some(Ours::Title), "level", "Emperor"),
        row(None, "first", " "),
        row(Some(Ours::Phone), "tel", ""),
        row(Some(Ours::Years), "tel", ""),
    ];
    let places: Vec<_> = settings.problems(&fields()).into_iter().map(|problem| problem.field).collect();
    assert_eq!(places, ["row0", "row1", "row2", "row4", "mapping"]);
    assert_eq!(settings.vanished(&fields()), ["gone"]);
}

#[test]
fn a_person_is_sent_as_the_mapping_says() {
    let mut settings = PushSettings::suggested(&fields());
    settings.mapping[2].transform = Transform::Digits;
    settings.mapping.push(row(Some(Ours::Title), "level", ""));
    let mapped = settings.map(&ida(), "https://hub.example/people/1", &fields());
    let sent: Vec<_> =
        mapped.record.values.iter().map(|value| (value.field.as_str(), value.value.as_str())).collect();
    let expected =
        [("first", "Ida"), ("email", "ida@example.org"), ("tel", "+442079460001"), ("level", "Senior")];
    assert_eq!((sent.as_slice(), mapped.problems.len()), (expected.as_slice(), 0));
    let mut other = ida();
    (other.title, other.emails) = ("Baker".into(), vec![]);
    let mapped = settings.map(&other, "", &fields());
    assert_eq!(mapped.notes[0].field, "level");
    assert_eq!(mapped.problems[0].field, "email");
}

#[test]
fn what_is_not_known_gets_its_default_and_several_are_joined() {
    let mut settings = PushSettings::suggested(&fields());
    settings.mapping = vec![row(Some(Ours::Skills), "first", "none told"), row(None, "level", "junior")];
    settings.mapping[0].transform = Transform::Joined;
    let mut person = ida();
    let first = |person: &Person| settings.map(person, "", &fields()).record.values[0].value.clone();
    assert_eq!(first(&person), "none told");
    person.skills = vec!["Rust".into(), "SQL".into()];
    assert_eq!(first(&person), "Rust; SQL");
    assert_eq!(settings.map(&person, "", &fields()).record.values[1].value, "Junior");
}
