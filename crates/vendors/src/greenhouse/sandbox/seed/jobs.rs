//! Jobs with their stages, posts and openings.

use serde_json::json;

use super::{
    Growing,
    calendar::{DAY, END},
};

const TITLES: [&str; 20] = [
    "Backend Engineer",
    "Site Reliability Engineer",
    "Data Analyst",
    "Warehouse Lead",
    "Fleet Planner",
    "Customer Care Specialist",
    "Account Executive",
    "People Partner",
    "Product Designer",
    "Quality Engineer",
    "Frontend Engineer",
    "Payroll Specialist",
    "Route Coordinator",
    "Sales Engineer",
    "Technical Writer",
    "Machine Operator",
    "Office Manager",
    "Security Engineer",
    "Recruiter",
    "Support Engineer",
];
const LEVELS: [&str; 5] = ["", "Senior ", "Lead ", "Junior ", "Principal "];
const STAGES: [&str; 6] = [
    "Application Review",
    "Preliminary Phone Screen",
    "Take Home Test",
    "Face to Face",
    "Reference Check",
    "Offer",
];
const TYPES: [&str; 3] = ["Full-time", "Part-time", "Contract"];

/// A job as its applications need it.
pub struct Job {
    pub id: u64,
    pub stages: Vec<(u64, &'static str)>,
    pub post: u64,
}

/// Makes so many jobs; the first ones are open.
pub fn make(growing: &mut Growing<'_>, count: usize) -> Vec<Job> {
    (0..count).map(|number| one(growing, number, count)).collect()
}

fn one(growing: &mut Growing<'_>, number: usize, count: usize) -> Job {
    let made = growing.time(20 * DAY + number * 40);
    let title = format!("{}{}", LEVELS[number / TITLES.len() % LEVELS.len()], TITLES[number % TITLES.len()]);
    let is_open = number * 3 < count * 2;
    let is_draft = number + 1 == count;
    let closed = (!is_open && !is_draft).then(|| growing.time(END - 90 * DAY + number));
    let status = if is_draft {
        "draft"
    } else if is_open {
        "open"
    } else {
        "closed"
    };
    let employment = growing.dice.pick(&TYPES);
    let (department, office) =
        (1_000_101 + growing.dice.below(6) as u64, 1_000_201 + growing.dice.below(4) as u64);
    let id = growing.add("jobs", json!({
        "created_at": made, "updated_at": closed.as_ref().unwrap_or(&made), "name": title,
        "requisition_id": format!("LRK-{:04}", number + 1), "notes": null, "confidential": number % 37 == 36,
        "status": status, "opened_at": (!is_draft).then_some(&made), "closed_at": closed, "is_template": false,
        "copied_from_id": null, "department_id": department, "office_ids": [office],
        "custom_fields": {
            "employment_type": {"name": "Employment type", "type": "single_select", "value": employment},
            "headcount": {"name": "Headcount", "type": "number", "value": 1 + number % 3},
        },
    }));
    let stage = |growing: &mut Growing<'_>, (order, name): (usize, &'static str)| {
        let row = json!({
            "created_at": made, "updated_at": made, "job_id": id, "sort_order": order, "name": name, "active": true,
        });
        (growing.add("job_interview_stages", row), name)
    };
    let stages = STAGES.into_iter().enumerate().map(|told| stage(growing, told)).collect();
    let post = growing.add("job_posts", json!({
        "created_at": made, "updated_at": made, "title": title, "internal": false, "active": is_open, "live": is_open,
        "featured": false, "first_published_at": made,
        "content": format!("<p>We look for a <b>{title}</b> who likes plain words &amp; tidy work.</p>"),
        "internal_content": null, "language": "en", "public_url": format!("https://jobs.example.com/{id}"),
        "demographic_question_set_id": null, "job_id": id, "job_board_id": 4011, "questions": [],
    }));
    growing.add("openings", json!({
        "created_at": made, "updated_at": made, "job_id": id, "opened_at": made, "closed_at": closed, "sort_order": 0,
        "opening_id": format!("{}-1", number + 1), "application_id": null, "close_reason_id": null,
        "target_start_on": null, "open": closed.is_none(), "custom_fields": {},
    }));
    Job { id, stages, post }
}
