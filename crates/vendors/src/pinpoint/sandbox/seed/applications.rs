//! Applications with their answers, values, tags, files, comments and offers.

use serde_json::{Value, json};

use super::{
    Growing,
    calendar::{DAY, END},
    jobs::Job,
    people::Person,
};

/// How many of twenty applications stand in a stage of that meaning.
const STANDING: [(&str, usize); 6] =
    [("applied", 7), ("review", 4), ("interview", 2), ("offer", 1), ("hired", 1), ("rejected", 5)];

const CHANNELS: [(&str, &str); 5] = [
    ("careers_site", "Careers site"),
    ("job_board", "Job board"),
    ("referral", "Referral"),
    ("agency", "Agency"),
    ("linkedin", "LinkedIn"),
];

/// The applications of a person: one, and every second person another.
pub fn make(growing: &mut Growing, jobs: &[Job], person: &Person, number: usize) {
    if jobs.is_empty() {
        return;
    }
    let first = growing.dice.below(jobs.len());
    one(growing, &jobs[first], person, person.minute);
    if number % 2 == 1 {
        let other = (first + 1 + growing.dice.below(jobs.len().max(2) - 1)) % jobs.len();
        let later = (person.minute + growing.dice.below(20 * DAY)).min(END - 1);
        one(growing, &jobs[other], person, later);
    }
}

fn one(growing: &mut Growing, job: &Job, person: &Person, minute: usize) {
    let meaning = meaning(growing.dice.below(20));
    // The first of that meaning; every job has one of each.
    let Some(stage) = job.stages.iter().find(|stage| stage.basic_type == meaning) else { return };
    let moved = if meaning == "applied" { minute } else { minute + DAY + growing.dice.below(60 * DAY) };
    let (made, moved_at) = (growing.calendar.time(minute), growing.calendar.time(moved));
    let (channel, source) = *growing.dice.pick(&CHANNELS);
    let mut attributes = person.attributes.clone();
    attributes["uuid"] = growing.dice.uuid().into();
    attributes["channel"] = channel.into();
    attributes["channel_source"] = source.into();
    attributes["internal_candidate"] = false.into();
    attributes["concealed"] = false.into();
    attributes["is_demo"] = false.into();
    attributes["created_at"] = made.as_str().into();
    attributes["updated_at"] = moved_at.as_str().into();
    attributes["stage_changed_at"] = moved_at.as_str().into();
    if growing.dice.percent(25) {
        attributes["summary"] = format!("Looks for work as a {} in {}.", job.title, person.town).into();
    }
    match meaning {
        "hired" => {
            attributes["hired_at"] = moved_at.as_str().into();
            attributes["start_on"] = growing.calendar.day(moved, 30 + growing.dice.below(60)).into();
        }
        "rejected" => attributes["rejected_at"] = moved_at.as_str().into(),
        _ => {}
    }
    if let Some(tags) = tags(growing, meaning) {
        attributes["tags"] = tags;
    }
    if growing.dice.percent(60) {
        attributes["attachments"] = resume(growing, job, person);
    }
    let rels = json!({
        "job": job.id, "job_posting": job.posting, "stage": stage.id, "furthest_stage": stage.id,
        "candidate": person.id,
    });
    let id = growing.add("applications", attributes, rels);
    answers(growing, job, &id, &made);
    values(growing, &id, &made, meaning);
    if growing.dice.percent(8) {
        comment(growing, &id, &moved_at);
    }
    if matches!(meaning, "offer" | "hired") {
        offer(growing, job, &id, &stage.id, moved, meaning == "hired");
    }
}

fn meaning(mut thrown: usize) -> &'static str {
    for (meaning, share) in STANDING {
        if thrown < share {
            return meaning;
        }
        thrown -= share;
    }
    "applied"
}

fn tags(growing: &mut Growing, meaning: &str) -> Option<Value> {
    if meaning == "rejected" {
        let name = *growing.dice.pick(&["Too little experience", "Position filled", "Withdrew"]);
        return Some(json!([{"name": name, "context": "rejection"}]));
    }
    growing.dice.percent(15).then(|| {
        let name = *growing.dice.pick(&["Night shift", "Weekends", "Part time"]);
        json!([{"name": name, "context": "custom_green"}])
    })
}

/// The file itself is drawn when it is fetched.
fn resume(growing: &mut Growing, job: &Job, person: &Person) -> Value {
    let file = growing.id();
    let name = format!("{}.pdf", person.name.replace(' ', "_"));
    let recipe = json!({
        "name": person.name,
        "title": job.title,
        "town": person.town,
        "email": person.attributes["email"],
        "years": 1 + growing.dice.below(20),
    });
    let document = json!({"name": name, "content_type": "application/pdf", "resume": recipe});
    growing.files.insert(file.clone(), document);
    json!([{"context": "pdf_cv", "name": name, "file": file}])
}

fn answers(growing: &mut Growing, job: &Job, application: &str, made: &str) {
    for question in &job.questions {
        let (kind, answer) = match question {
            102 => ("date_answer", json!(growing.calendar.day(END, 14 + growing.dice.below(90)))),
            103 => ("text_answer", json!("The team, and the way to work.")),
            104 => ("multiple_choice_answer", json!([growing.dice.pick(&["Early", "Late", "Night"])])),
            _ => ("boolean_answer", json!(growing.dice.percent(85))),
        };
        let attributes = json!({kind: answer, "created_at": made, "updated_at": made});
        growing.add(
            "answers",
            attributes,
            json!({"application": application, "question": question.to_string()}),
        );
    }
}

fn values(growing: &mut Growing, application: &str, made: &str, meaning: &str) {
    // The id stands in for the dice, which are held by whoever adds.
    let number: usize = application.parse().unwrap_or_default();
    let mut add = |field: &str, value: Value| {
        let mut attributes = value;
        attributes["created_at"] = made.into();
        attributes["updated_at"] = made.into();
        let rels = json!({"custom_field": field, "custom_attributable": {"type": "applications", "id": application}});
        growing.add("custom_attributes", attributes, rels);
    };
    if number.is_multiple_of(2) {
        let (value, label) =
            [("none", "None"), ("one_month", "One month"), ("three_months", "Three months")][number % 3];
        add("111", json!({"value": value, "option_value": value, "option_label": label}));
    }
    if number.is_multiple_of(7) {
        add("113", json!({"value": (24_000 + 500 * (number % 90)).to_string()}));
    }
    if meaning == "hired" && number.is_multiple_of(3) {
        add("116", json!({"value": "true"}));
    }
}

fn comment(growing: &mut Growing, application: &str, at: &str) {
    let text = *growing.dice.pick(&[
        "Spoke on the phone, sounds keen.",
        "Strong on the practical side.",
        "Asked about part-time.",
    ]);
    let user = (2 + growing.dice.below(7)).to_string();
    let attributes = json!({"body_text": text, "private_comment": false, "created_at": at, "updated_at": at});
    let rels = json!({"commentable": {"type": "applications", "id": application}, "user": user});
    growing.add("comments", attributes, rels);
}

fn offer(growing: &mut Growing, job: &Job, application: &str, stage: &str, minute: usize, accepted: bool) {
    let at = growing.calendar.time(minute);
    let mut attributes = json!({
        "status": if accepted { "complete" } else { "sent" },
        "sent_at": at,
        "start_on": growing.calendar.day(minute, 45),
        "salary_amount": 24_000.0 + 500.0 * growing.dice.below(100) as f64,
        "salary_currency": "GBP",
        "salary_period": "year",
        "paid_days_off": 25,
        "signature_type": "electronic",
        "job_title": job.title,
        "created_at": at,
        "updated_at": at,
    });
    if accepted {
        attributes["result"] = "accepted".into();
        attributes["result_at"] = at.as_str().into();
    }
    let rels = json!({"application": application, "stage": stage, "creator": "2", "manager": "3"});
    growing.add("offers", attributes, rels);
}
