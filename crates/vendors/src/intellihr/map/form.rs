//! The form of a new person and their job.

use std::collections::BTreeMap;

use model::{
    hire::{HireField, HireFieldKind, HireForm, HireSection, RequiredBy, Source},
    note::Note,
};

use super::{choices, custom};
use crate::intellihr::wire::{CustomField, CustomModel, Item, List, Workflow};

/// What the company told of itself.
pub struct SetUp {
    /// Its lists.
    pub lists: BTreeMap<List, Vec<Item>>,
    /// The fields that it made for itself.
    pub custom: Vec<CustomField>,
    /// The onboarding workflows, where the connection names the event under which they stand.
    pub workflows: Vec<Workflow>,
}

/// What a field holds.
enum Kind {
    Plain(HireFieldKind),
    Words(&'static [(&'static str, &'static str)]),
    Of(List),
}

use HireFieldKind::{Date, Decimal, Email, Money, Phone, Text};
use Kind::{Of, Plain, Words};

/// A field that every company has.
struct Slot {
    key: &'static str,
    label: &'static str,
    kind: Kind,
    source: &'static str,
    required: Option<RequiredBy>,
    help: &'static str,
}

const fn slot(key: &'static str, label: &'static str, kind: Kind, source: &'static str) -> Slot {
    Slot { key, label, kind, source, required: None, help: "" }
}

const fn required(slot: Slot, by: RequiredBy) -> Slot {
    Slot { required: Some(by), ..slot }
}

const fn help(slot: Slot, help: &'static str) -> Slot {
    Slot { help, ..slot }
}

const GENDERS: &[(&str, &str)] = &[
    ("Female", "Female"),
    ("Male", "Male"),
    ("Non-binary", "Non-binary"),
    ("Other", "Other"),
    ("Undisclosed", "Undisclosed"),
];

/// How pay is meant. The words people use for the two stand first in their labels, so that an offer's word fits.
const PAY_TYPES: &[(&str, &str)] = &[("Annual Salary", "Salary"), ("Hourly Rate", "Hourly")];

const PAY_CYCLES: &[(&str, &str)] = &[
    ("Weekly", "Weekly"),
    ("Fortnightly", "Fortnightly"),
    ("Monthly", "Monthly"),
    ("Bi-Monthly", "Twice a month"),
];

const PERSON: &[Slot] = &[
    slot("firstName", "First name", Plain(Text), "candidate.first_name"),
    slot("middleName", "Middle name", Plain(Text), "candidate.middle_name"),
    required(slot("lastName", "Last name", Plain(Text), "candidate.last_name"), RequiredBy::Vendor),
    slot("preferredName", "Preferred name", Plain(Text), "candidate.preferred_name"),
    required(slot("email", "E-mail, private", Plain(Email), "candidate.email"), RequiredBy::Gangway),
    slot("workEmail", "E-mail, work", Plain(Email), ""),
    slot("phone", "Phone, private", Plain(Phone), "candidate.phone"),
    slot("workPhone", "Phone, work", Plain(Phone), ""),
    slot("dateOfBirth", "Date of birth", Plain(Date), "candidate.date_of_birth"),
    slot("gender", "Gender", Words(GENDERS), "candidate.gender"),
    slot("employeeNumber", "Employee number", Plain(Text), ""),
];

const ADDRESS: &[Slot] = &[
    slot("address.street", "Street", Plain(Text), "candidate.address_line1"),
    slot("address.suburb", "Suburb or town", Plain(Text), "candidate.city"),
    slot("address.state", "State", Plain(Text), "candidate.state"),
    slot("address.postcode", "Postcode", Plain(Text), "candidate.postcode"),
    help(
        slot("address.country", "Country", Plain(Text), "candidate.country"),
        "intelliHR takes no address without it.",
    ),
];

const EMERGENCY: &[Slot] = &[
    slot("emergencyContact.name", "Name", Plain(Text), ""),
    slot("emergencyContact.relationship", "Relationship", Plain(Text), ""),
    slot("emergencyContact.phone", "Phone", Plain(Phone), ""),
    slot("emergencyContact.email", "E-mail", Plain(Email), ""),
];

const WORK_RIGHT: &[Slot] = &[
    slot("workRight.right", "Work right", Of(List::WorkRights), ""),
    slot("workRight.expires", "Expires", Plain(Date), ""),
];

const JOB: &[Slot] = &[
    required(slot("job.companyStartDate", "First day", Plain(Date), "offer.start_date"), RequiredBy::Vendor),
    required(
        slot("job.name", "Position title", Of(List::PositionTitles), "offer.job_title"),
        RequiredBy::Vendor,
    ),
    required(
        slot("job.businessEntity", "Business entity", Of(List::BusinessEntities), ""),
        RequiredBy::Vendor,
    ),
    required(
        slot("job.businessUnit", "Business unit", Of(List::BusinessUnits), "job.department"),
        RequiredBy::Vendor,
    ),
    // A class belongs to one work type, which intelliHR sets by itself: asking for both could only contradict.
    required(
        slot("job.workClass", "Work class", Of(List::WorkClasses), "job.employment_type"),
        RequiredBy::Vendor,
    ),
    slot("job.location", "Location", Of(List::Locations), "job.location"),
    help(
        slot("job.supervisor", "Supervisor", Plain(Text), "offer.manager"),
        "The e-mail address, employee number or full name of someone in intelliHR.",
    ),
    slot("job.fte", "Full-time equivalent", Plain(Decimal), ""),
    slot("job.payGrade", "Pay grade", Of(List::PayGrades), ""),
    slot("job.recruitmentSource", "Recruitment source", Of(List::RecruitmentSources), ""),
];

const PAY: &[Slot] = &[
    slot("pay.rate", "Pay with currency", Plain(Money), "offer.pay"),
    slot("pay.type", "Paid as", Words(PAY_TYPES), "offer.pay_type"),
    help(slot("pay.payCycle", "Pay cycle", Words(PAY_CYCLES), ""), "intelliHR takes no pay without it."),
    help(
        slot("pay.hoursPerCycle", "Hours in a cycle", Plain(Decimal), ""),
        "intelliHR takes no pay without them; 0 where they vary.",
    ),
    slot("pay.employmentCondition", "Employment condition", Of(List::EmploymentConditions), ""),
];

impl SetUp {
    /// The form.
    pub fn form(&self) -> HireForm {
        let fixed = [
            ("", "Person", PERSON),
            ("address", "Home address", ADDRESS),
            ("emergencyContact", "Emergency contact", EMERGENCY),
            ("workRight", "Right to work", WORK_RIGHT),
            ("job", "Job", JOB),
            ("pay", "Pay", PAY),
        ];
        let mut sections: Vec<_> =
            fixed.into_iter().map(|(key, label, slots)| self.section(key, label, slots)).collect();
        let mut notes: Vec<_> = fixed.iter().flat_map(|(_, _, slots)| self.empty_lists(slots)).collect();
        let own = [
            ("custom", "Your own fields of people", CustomModel::Person),
            ("jobCustom", "Your own fields of jobs", CustomModel::Job),
        ];
        for (key, label, model) in own {
            let (fields, not_offered) = custom::fields(&self.custom, &model, key);
            notes.extend(not_offered);
            sections.push(HireSection { key: key.into(), label: label.into(), fields });
        }
        sections.push(self.onboarding());
        sections.retain(|section| !section.fields.is_empty());
        HireForm { sections, notes }
    }

    fn section(&self, key: &str, label: &str, slots: &[Slot]) -> HireSection {
        let fields = slots.iter().filter_map(|slot| self.field(slot)).collect();
        HireSection { key: key.into(), label: label.into(), fields }
    }

    fn field(&self, slot: &Slot) -> Option<HireField> {
        let (kind, choices) = match &slot.kind {
            Plain(kind) => (*kind, vec![]),
            Words(words) => (HireFieldKind::Choice, choices::fixed(words)),
            Of(list) => (HireFieldKind::Choice, choices::of(self.list(*list))),
        };
        // A choice of nothing is only shown where the vendor asks for one, so that it is seen what is missing.
        if kind == HireFieldKind::Choice && choices.is_empty() && slot.required.is_none() {
            return None;
        }
        Some(HireField {
            key: slot.key.into(),
            label: slot.label.into(),
            kind,
            choices,
            required_by: slot.required,
            fills_from: (!slot.source.is_empty()).then(|| Source(slot.source.into())),
            writable: None,
            help: slot.help.into(),
        })
    }

    fn list(&self, list: List) -> &[Item] {
        self.lists.get(&list).map(Vec::as_slice).unwrap_or_default()
    }

    fn empty_lists(&self, slots: &[Slot]) -> Vec<Note> {
        let empty = slots.iter().filter(|slot| match slot.kind {
            Of(list) => choices::of(self.list(list)).is_empty(),
            _ => false,
        });
        empty
            .map(|slot| {
                let what = format!("{} can't be chosen: intelliHR has none that is enabled.", slot.label);
                Note::on(if slot.required.is_some() { slot.key } else { "" }, what)
            })
            .collect()
    }

    fn onboarding(&self) -> HireSection {
        let words: Vec<_> = self.workflows.iter().map(|one| (one.id.as_str(), one.name.as_str())).collect();
        let field = HireField {
            key: "onboarding.workflow".into(),
            label: "Onboarding workflow".into(),
            kind: HireFieldKind::Choice,
            choices: choices::fixed(&words),
            required_by: None,
            fills_from: None,
            writable: None,
            help: "Started once, as soon as the job is there.".into(),
        };
        let fields = if words.is_empty() { vec![] } else { vec![field] };
        HireSection { key: "onboarding".into(), label: "Onboarding".into(), fields }
    }
}
