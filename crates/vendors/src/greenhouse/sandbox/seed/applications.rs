//! Applications: one or two a person, most of them moved some way along, some ended, some prospects'.

use serde_json::{Value, json};

use super::{Growing, RECRUITER, calendar::DAY, jobs::Job, people::Person};

const SOURCES: [u64; 5] = [1_000_401, 1_000_402, 1_000_403, 1_000_404, 1_000_405];

/// Makes the applications of the person of that place: two for each second one.
pub fn make(growing: &mut Growing<'_>, jobs: &[Job], person: &Person, number: usize) {
    for nth in 0..1 + number % 2 {
        if nth == 0 && number % 97 == 96 {
            prospect(growing, person);
        } else {
            one(growing, jobs, person, number, nth);
        }
    }
}

fn one(growing: &mut Growing<'_>, jobs: &[Job], person: &Person, number: usize, nth: usize) {
    let job = growing.dice.below(jobs.len());
    let job = &jobs[job];
    let applied = person.came + nth * person.until_next / 2;
    let acted = applied + growing.dice.below(25 * DAY);
    let (made, acted) = (growing.time(applied), growing.time(acted));
    let (status, at) = match growing.dice.below(100) {
        0..=3 => ("hired", job.stages.len() - 1),
        4..=38 => ("rejected", growing.dice.below(4)),
        _ => ("in_process", growing.dice.below(job.stages.len())),
    };
    let (stage, name) = job.stages[at];
    let (source, fields) = (*growing.dice.pick(&SOURCES), fields(growing, number));
    let rejected = (status == "rejected").then_some(&acted);
    let id = growing.add(
        "applications",
        json!({
            "created_at": made, "updated_at": acted, "agency_note_id": null, "candidate_id": person.id,
            "coordinator_id": null, "job_id": job.id, "job_post_id": job.post, "recruiter_id": RECRUITER,
            "referrer_id": null, "source_id": source, "stage_id": stage, "stage_name": name,
            "status": status, "needs_decision": false, "prospect": false, "rejected_at": rejected,
            "last_activity_at": acted, "location_address": null,
            "answers": [
                {"question": "How did you hear about us?", "answer": "A friend works in the trade."},
                {"question": "Will you need a visa?", "answer": if number.is_multiple_of(5) { "Yes" } else { "No" }},
            ],
            "prospective_job_ids": [], "custom_fields": fields,
        }),
    );
    if status == "rejected" {
        let reason = 1_000_501 + growing.dice.below(4) as u64;
        growing.add(
            "rejection_details",
            json!({
                "created_at": acted, "updated_at": acted, "application_id": id, "rejected_by_id": RECRUITER,
                "rejection_note_id": null, "rejection_reason_id": reason, "rejected_at": acted,
                "question_custom_fields": {},
            }),
        );
    }
    if number.is_multiple_of(3) {
        growing.add("attachments", json!({
            "created_at": made, "updated_at": made, "application_id": id, "candidate_id": person.id, "type": "resume",
            "filename": format!("{} résumé.pdf", person.last_name), "url": null,
        }));
    }
    if number % 50 == 7 {
        growing.add("notes", json!({
            "created_at": acted, "updated_at": acted, "candidate_id": person.id, "application_id": id,
            "body": "Spoke on the phone, keen on the team.", "subject": null, "type": "NOTE", "user_id": RECRUITER,
            "email_from": null, "email_to": null, "email_cc": null, "import_hash": null, "body_with_tags": null,
            "visibility": "publicly_visible", "email_attachment_file_names": null,
        }));
    }
}

/// Somebody who is considered for no job yet.
fn prospect(growing: &mut Growing<'_>, person: &Person) {
    let made = growing.time(person.came);
    let id = growing.add("applications", json!({
        "created_at": made, "updated_at": made, "agency_note_id": null, "candidate_id": person.id,
        "coordinator_id": null, "job_id": null, "job_post_id": null, "recruiter_id": null, "referrer_id": null,
        "source_id": 1_000_406, "stage_id": null, "stage_name": null, "status": "in_process",
        "needs_decision": false, "prospect": true, "rejected_at": null, "last_activity_at": made,
        "location_address": null, "answers": [], "prospective_job_ids": [], "custom_fields": {},
    }));
    growing.add("prospect_details", json!({
        "created_at": made, "updated_at": made, "application_id": id, "pool_id": 1_000_801,
        "pool_stage_id": 1_000_811, "prospect_owner_id": RECRUITER, "department_id": null, "office_id": null,
    }));
}

fn fields(growing: &mut Growing<'_>, number: usize) -> Value {
    let mut fields = json!({});
    if number.is_multiple_of(2) {
        let amount = 30_000 + 500 * growing.dice.below(80);
        let value = json!({"amount": amount.to_string(), "unit": "GBP"});
        fields["desired_salary"] = json!({"name": "Desired salary", "type": "currency", "value": value});
    }
    if number.is_multiple_of(3) {
        let value = *growing.dice.pick(&["Strong", "Good", "Unsure"]);
        fields["fit"] = json!({"name": "Fit", "type": "single_select", "value": value});
    }
    fields
}
