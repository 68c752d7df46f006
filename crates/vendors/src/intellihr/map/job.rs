//! The job of a hire as the body of `jobs`.

use jiff::{civil::Date, tz::TimeZone};
use model::hire::{FieldProblem, HireRecord, money};
use serde_json::Number;

use super::{choices::same, custom, days};
use crate::intellihr::wire::{ById, CustomField, Job, JobBody, PayBody, RecruitmentBody};

/// What the record says of the job, with everything looked up that the vendor would otherwise search by name.
pub struct Wanted<'a> {
    /// The record.
    pub record: &'a HireRecord,
    /// The first day.
    pub day: Date,
    /// The company's time zone.
    pub zone: TimeZone,
    /// The position title's exact name in the company's list: the API takes it by name only.
    pub title: String,
    /// The supervisor's identifier.
    pub supervisor: Option<String>,
    /// The fields that the company made for itself.
    pub definitions: Vec<CustomField>,
}

/// Whether the record says anything of a job.
pub fn is_wanted(record: &HireRecord) -> bool {
    ["job", "pay", "jobCustom"].iter().any(|section| !record.section(section).is_empty())
}

/// What keeps the job from being sent, known without asking.
pub fn problems(record: &HireRecord) -> Vec<FieldProblem> {
    let mut problems = vec![];
    let mut need = |key: &str, message: &str| {
        if record.get(key).is_none() {
            problems.push(FieldProblem { field: key.into(), message: message.into() });
        }
    };
    for key in ["job.companyStartDate", "job.name", "job.businessEntity", "job.businessUnit", "job.workClass"]
    {
        need(key, "intelliHR makes no job without this.");
    }
    if !record.section("pay").is_empty() {
        need("pay.payCycle", "intelliHR takes no pay without its cycle.");
        need(
            "pay.hoursPerCycle",
            "intelliHR takes no pay without the hours in a cycle; write 0 where they vary.",
        );
    }
    if record.get("pay.rate").is_some() {
        need("pay.type", "Say whether this is a yearly salary or an hourly rate.");
    }
    if record.get("pay.type").is_some() {
        need("pay.rate", "Say how much is paid.");
    }
    problems
}

impl Wanted<'_> {
    /// The body for a new job.
    pub fn new_job(&self, person: &str) -> JobBody {
        JobBody {
            person: Some(ById { id: person.into() }),
            company_start_date: days::instant_of(self.day, &self.zone),
            recruitment: self
                .by_id("job.recruitmentSource")
                .map(|source| RecruitmentBody { source: Some(source), ..RecruitmentBody::default() }),
            ..self.common()
        }
    }

    /// The body for a change of a job from its first day on.
    pub fn change(&self, job: &Job) -> JobBody {
        JobBody { effective_from: Some(job.company_start_date.as_str().into()), ..self.common() }
    }

    fn common(&self) -> JobBody {
        JobBody {
            name: Some(self.title.clone()),
            business_entity: self.by_id("job.businessEntity"),
            business_unit: self.by_id("job.businessUnit"),
            work_class: self.by_id("job.workClass"),
            location: self.by_id("job.location"),
            supervisor_person: self.supervisor.clone().map(|id| ById { id }),
            pay_grade: self.by_id("job.payGrade"),
            fte: self.record.get("job.fte").map(str::to_owned),
            remuneration_schedule: self.pay(),
            custom_fields: custom::bodies(self.record, "jobCustom", &self.definitions),
            ..JobBody::default()
        }
    }

    fn pay(&self) -> Option<PayBody> {
        if self.record.section("pay").is_empty() {
            return None;
        }
        let text = |key: &str| self.record.get(key).map(str::to_owned);
        let rate = self.record.get("pay.rate").and_then(money);
        let amount = rate.as_ref().and_then(|(amount, _)| number(amount));
        let hourly = self.record.get("pay.type") == Some(HOURLY);
        Some(PayBody {
            kind: text("pay.type"),
            pay_cycle: text("pay.payCycle"),
            hours_per_cycle: self.record.get("pay.hoursPerCycle").and_then(number),
            currency: rate.map(|(_, currency)| currency),
            base_annual_salary: amount.clone().filter(|_| !hourly),
            base_hourly_rate: amount.filter(|_| hourly),
            employment_condition: self.by_id("pay.employmentCondition"),
        })
    }

    fn by_id(&self, key: &str) -> Option<ById> {
        self.record.get(key).map(|id| ById { id: id.into() })
    }

    /// The job among a person's that this record means: the one of its first day, or else one of its title that is
    /// not over. A corrected first day must not give somebody two jobs.
    pub fn among<'a>(&self, jobs: &'a [Job]) -> Option<&'a Job> {
        let same_day = |job: &&Job| days::day_of(&job.company_start_date, &self.zone) == Some(self.day);
        let same_title = |job: &&Job| same(&job.name, &self.title) && job.job_status != PAST;
        let titled = jobs.iter().filter(same_day).find(same_title);
        titled.or_else(|| jobs.iter().find(same_day)).or_else(|| jobs.iter().find(same_title))
    }
}

/// The type of pay whose amount is an hour's.
pub const HOURLY: &str = "Hourly Rate";
const PAST: &str = "Past Job";

fn number(text: &str) -> Option<Number> {
    Number::from_f64(text.trim().parse().ok()?)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    fn record() -> HireRecord {
        let mut record = HireRecord::default();
        for (key, value) in [
            ("job.companyStartDate", "2026-03-02"),
            ("job.name", "title-1"),
            ("job.businessEntity", "entity-1"),
            ("job.businessUnit", "unit-1"),
            ("job.workClass", "class-1"),
            ("job.recruitmentSource", "source-1"),
            ("pay.rate", "52000.50 AUD"),
            ("pay.type", "Annual Salary"),
            ("pay.payCycle", "Fortnightly"),
            ("pay.hoursPerCycle", "76"),
        ] {
            record.set(key, value);
        }
        record
    }

    fn wanted(record: &HireRecord) -> Wanted<'_> {
        Wanted {
            record,
            day: date(2026, 3, 2),
            zone: TimeZone::get("Australia/Sydney").unwrap(),
            title: "Engineer".into(),
            supervisor: Some("person-7".into()),
            definitions: vec![],
        }
    }

    #[test]
    fn everything_that_can_be_is_named_by_its_id() {
        let record = record();
        let expected = json!({
            "person": {"id": "person-1"},
            "companyStartDate": "2026-03-02T00:00:00+11:00",
            "name": "Engineer",
            "businessEntity": {"id": "entity-1"},
            "businessUnit": {"id": "unit-1"},
            "workClass": {"id": "class-1"},
            "supervisorPerson": {"id": "person-7"},
            "recruitment": {"source": {"id": "source-1"}},
            "remunerationSchedule": {"type": "Annual Salary", "payCycle": "Fortnightly", "hoursPerCycle": 76.0,
                "currency": "AUD", "baseAnnualSalary": 52000.5},
        });
        assert_eq!(json!(wanted(&record).new_job("person-1")), expected);
    }

    #[test]
    fn an_hourly_rate_is_no_salary() {
        let mut record = record();
        record.set("pay.type", HOURLY);
        record.set("pay.rate", "31.25 AUD");
        let pay = json!(wanted(&record).pay());
        assert_eq!((&pay["baseHourlyRate"], pay.get("baseAnnualSalary")), (&json!(31.25), None));
    }

    #[test]
    fn what_is_missing_is_said_before_anything_is_sent() {
        assert_eq!(problems(&record()), []);
        let mut bare = HireRecord::default();
        bare.set("job.name", "title-1");
        bare.set("pay.rate", "1 AUD");
        let fields: Vec<_> = problems(&bare).into_iter().map(|problem| problem.field).collect();
        assert_eq!(
            fields,
            [
                "job.companyStartDate",
                "job.businessEntity",
                "job.businessUnit",
                "job.workClass",
                "pay.payCycle",
                "pay.hoursPerCycle",
                "pay.type",
            ]
        );
    }

    #[test]
    fn a_job_is_known_by_its_day_or_else_by_its_title() {
        let record = record();
        let wanted = wanted(&record);
        let job = |id: &str, start: &str, name: &str, status: &str| {
            serde_json::from_value::<Job>(
                json!({"id": id, "companyStartDate": start, "name": name, "jobStatus": status}),
            )
            .unwrap()
        };
        let found = |jobs: &[Job]| wanted.among(jobs).map(|job| job.id.clone());
        let old = job("old", "2020-01-01T00:00:00Z", "Engineer", "Past Job");
        assert_eq!(found(std::slice::from_ref(&old)), None, "someone who comes back");
        let same_day = job("day", "2026-03-01T13:00:00Z", "Analyst", "Future Job");
        let same_title = job("title", "2026-03-08T13:00:00Z", "engineer", "Future Job");
        assert_eq!(found(&[old.clone(), same_title.clone()]), Some("title".into()), "a corrected first day");
        assert_eq!(found(&[old, same_title, same_day]), Some("day".into()));
        let utc = job("utc", "2026-03-02T00:00:00Z", "Analyst", "Future Job");
        assert_eq!(found(&[utc]), Some("utc".into()), "midnight in London is the same day in Sydney");
    }
}
