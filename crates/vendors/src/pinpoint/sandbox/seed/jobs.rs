//! Jobs with their stages, postings and own fields.

use serde_json::{Value, json};

use super::{
    Growing,
    calendar::{DAY, DAYS},
};

const TITLES: [&str; 20] = [
    "Operations Analyst",
    "Warehouse Team Leader",
    "Software Engineer",
    "Customer Care Advisor",
    "Payroll Specialist",
    "People Partner",
    "Route Planner",
    "Content Designer",
    "Account Manager",
    "Data Engineer",
    "Store Manager",
    "Buyer",
    "Fleet Mechanic",
    "Financial Controller",
    "Night Shift Picker",
    "Product Manager",
    "Site Reliability Engineer",
    "Quality Inspector",
    "Recruiter",
    "Delivery Driver",
];

/// The stages that a job begins with: name, what candidates read, what it means, whether candidates see it.
const STAGES: [(&str, &str, &str, bool); 6] = [
    ("Applied", "Application received", "applied", true),
    ("Review", "In review", "review", true),
    ("Interview", "Interview", "interview", true),
    ("Offer", "Offer", "offer", true),
    ("Hired", "Hired", "hired", false),
    ("Rejected", "", "rejected", false),
];

/// A stage of a job.
pub struct Stage {
    /// Its id.
    pub id: String,
    /// What it means.
    pub basic_type: &'static str,
}

/// A job that people apply for.
pub struct Job {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: &'static str,
    /// Its posting's id.
    pub posting: String,
    /// Its stages in order.
    pub stages: Vec<Stage>,
    /// The questions it asks, by id.
    pub questions: Vec<u64>,
}

/// Makes so many jobs and gives those that people have applied for.
pub fn make(growing: &mut Growing, count: usize) -> Vec<Job> {
    (0..count).filter_map(|number| job(growing, number)).collect()
}

/// Nobody has applied for one that is only drafted, or kept secret.
fn job(growing: &mut Growing, number: usize) -> Option<Job> {
    let title = TITLES[number % TITLES.len()];
    // The first ones are what a demonstration needs: open, and one of each rarer kind after them.
    let (status, visibility) = match number {
        0..3 => ("open", "external"),
        3 => ("closed", "external"),
        4 => ("draft", "external"),
        5 => ("open", "confidential"),
        _ => match growing.dice.below(20) {
            0 => ("draft", "external"),
            1 => ("hold", "external"),
            2..5 => ("filled", "external"),
            5..8 => ("closed", "external"),
            8 => ("archived", "external"),
            9 => ("open", "internal"),
            _ => ("open", "external"),
        },
    };
    let minute = growing.dice.below((DAYS - 60) * DAY);
    let (department, division, location) =
        (growing.dice.below(8), growing.dice.below(3), growing.dice.below(6));
    let manager = (2 + growing.dice.below(7)).to_string();
    let questions: Vec<u64> = match number % 3 {
        0 => vec![101, 103],
        1 => vec![101, 104],
        _ => vec![101, 102, 105],
    };
    let kept: Vec<_> = questions.iter().map(u64::to_string).collect();
    let employment =
        *growing.dice.pick(&["permanent_full_time", "permanent_part_time", "fixed_term_full_time"]);
    let workplace = *growing.dice.pick(&["onsite", "hybrid", "remote"]);
    let pay = 24_000 + 500 * growing.dice.below(120);
    let created = growing.calendar.time(minute);
    let changed = growing.calendar.time(minute + growing.dice.below(60 * DAY));
    let mut attributes = json!({
        "uuid": growing.dice.uuid(),
        "title": title,
        "description": format!("<p>Larkmoor looks for a {title}.</p>"),
        "status": status,
        "visibility": visibility,
        "employment_type": employment,
        "workplace_type": workplace,
        "remote": workplace == "remote",
        "requisition_id": format!("REQ-{}", 2000 + number),
        "compensation_minimum": pay,
        "compensation_maximum": pay + 8000,
        "compensation_currency": "GBP",
        "compensation_frequency": "year",
        "compensation_visible": false,
        "selected_hiring_workflow_id": 61,
        "created_at": created,
        "updated_at": changed,
    });
    if status != "draft" {
        attributes["opened_at"] = created.as_str().into();
    }
    if matches!(status, "closed" | "archived" | "filled") {
        attributes["closed_at"] = changed.as_str().into();
    }
    let rels = json!({
        "department": (11 + department).to_string(),
        "division": (21 + division).to_string(),
        "location": (31 + location).to_string(),
        "structure_custom_group_one": "41",
        "structure_link": (51 + department).to_string(),
        "hiring_manager_user": manager,
        "recruitment_manager_user": "2",
        "creator_user": "2",
        "questions": kept,
    });
    let id = growing.add("jobs", attributes, rels);
    let stages = stages(growing, &id, number % 5 == 4, &created);
    let posting = json!({
        "title": title, "visibility": visibility, "created_at": created, "updated_at": created,
    });
    let posting = growing.add("job_postings", posting, json!({"job": id}));
    field(growing, &id, number, &created);
    (status != "draft" && visibility != "confidential").then_some(Job {
        id,
        title,
        posting,
        stages,
        questions,
    })
}

/// Every job has its own copies.
fn stages(growing: &mut Growing, job: &str, with_panel: bool, created: &str) -> Vec<Stage> {
    let mut wanted = STAGES.to_vec();
    if with_panel {
        wanted.insert(3, ("Panel Interview", "Interview", "interview", true));
    }
    let wanted = wanted.into_iter().enumerate();
    wanted
        .map(|(place, (name, external, basic_type, visible))| {
            let attributes = json!({
                "name": name,
                "external_name": if external.is_empty() { Value::Null } else { external.into() },
                "basic_type": basic_type,
                "position": place + 1,
                "visible": visible,
                "created_at": created,
                "updated_at": created,
            });
            let rels = json!({"stageable": {"type": "jobs", "id": job}});
            Stage { id: growing.add("stages", attributes, rels), basic_type }
        })
        .collect()
}

/// The cost centre of every second job.
fn field(growing: &mut Growing, job: &str, number: usize, created: &str) {
    if number.is_multiple_of(2) {
        let value = format!("CC-{}", 1200 + 10 * (number % 7));
        let attributes = json!({"value": value, "created_at": created, "updated_at": created});
        let rels = json!({"custom_field": "121", "custom_attributable": {"type": "jobs", "id": job}});
        growing.add("custom_attributes", attributes, rels);
    }
}
