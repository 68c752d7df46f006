//! The fields that a job can be made and changed with.

use crate::intellihr::sandbox::shape::{Field, Kind, optional, required};

const ID: Field = optional("id", Kind::Uuid);
const NAME: Field = optional("name", Kind::Text);
const CODE: Field = optional("code", Kind::Text);

/// A search for something by id or name.
const NAMED: Kind = Kind::Object(&[ID, NAME]);

const PERSON: Kind = Kind::Object(&[
    ID,
    NAME,
    optional("primaryEmailAddress", Kind::Text),
    optional("employeeNumber", Kind::Loose),
    optional("autoIncrementIntellihrId", Kind::Loose),
]);

const BUSINESS_ENTITY: Kind =
    Kind::Object(&[ID, NAME, CODE, optional("legalName", Kind::Text), optional("number", Kind::Text)]);
const BUSINESS_UNIT: Kind = Kind::Object(&[ID, NAME, CODE, optional("identifier", Kind::Text)]);
const LOCATION: Kind = Kind::Object(&[ID, NAME, CODE, optional("address", Kind::Text)]);
const PAY_GRADE: Kind = Kind::Object(&[ID, NAME, CODE]);
const CONDITION: Kind = Kind::Object(&[ID, NAME, optional("awardName", Kind::Text)]);

const COMPONENT: Kind = Kind::List(&[
    required("name", Kind::Text),
    required("type", Kind::Choice(&["MultipleOfBase", "FixedAmount"])),
    required("value", Kind::Loose),
    optional("currency", Kind::Text),
    optional("defaultRemunerationComponent", NAMED),
]);

const PAY: Kind = Kind::Object(&[
    optional("type", Kind::Choice(&["Annual Salary", "Hourly Rate", "No Remuneration Schedule"])),
    required("payCycle", Kind::Choice(&["Weekly", "Fortnightly", "Monthly", "Bi-Monthly"])),
    required("hoursPerCycle", Kind::Number),
    optional("currency", Kind::Text),
    optional("employmentCondition", CONDITION),
    optional("baseAnnualSalary", Kind::Number),
    optional("baseHourlyRate", Kind::Number),
    optional("additions", COMPONENT),
    optional("additionsToTotal", COMPONENT),
    optional("breakdowns", COMPONENT),
    optional("customFields", Kind::CustomFields),
]);

const RECRUITMENT: Kind = Kind::Object(&[
    optional("source", NAMED),
    optional("cost", Kind::Number),
    optional("currency", Kind::Text),
]);

/// What a new job and a change have in common.
const COMMON: [Field; 14] = [
    required("name", Kind::Text),
    required("businessEntity", BUSINESS_ENTITY),
    required("businessUnit", BUSINESS_UNIT),
    required("workClass", NAMED),
    optional("workType", NAMED),
    optional("location", LOCATION),
    optional("supervisorPerson", PERSON),
    optional("supervisorJob", NAMED),
    optional("fte", Kind::Loose),
    optional("payGrade", PAY_GRADE),
    optional("employmentCondition", CONDITION),
    optional("remunerationSchedule", PAY),
    optional("customFields", Kind::CustomFields),
    optional("establishment", Kind::Unbuilt),
];

const ONCE: [Field; 6] = [
    required("person", PERSON),
    required("companyStartDate", Kind::Moment),
    optional("companyEndDate", Kind::Moment),
    optional("startDate", Kind::Moment),
    optional("endDate", Kind::Moment),
    optional("recruitment", RECRUITMENT),
];

const CHANGE: [Field; 3] = [
    required("effectiveFrom", Kind::Moment),
    optional("effectiveTo", Kind::Moment),
    optional("jobChangeReason", NAMED),
];

/// What a job can be made with.
pub fn of_new() -> Vec<Field> {
    [&COMMON[..], &ONCE].concat()
}

/// What a job can be changed with.
pub fn of_change() -> Vec<Field> {
    [&COMMON[..], &CHANGE].concat()
}
