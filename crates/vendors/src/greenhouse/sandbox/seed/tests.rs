use super::*;

#[test]
fn a_tenant_is_the_same_for_the_same_seed_and_has_what_was_asked_for() {
    let one = documents(7, 200);
    assert_eq!(one, documents(7, 200));
    assert_ne!(one, documents(8, 200));
    let count = |table: &str| rows::table(&one, table).count();
    assert_eq!((count("candidates"), count("applications"), count("jobs")), (200, 300, 11));
    assert!(count("attachments") > 50 && count("prospect_details") > 0 && count("rejection_details") > 0);
    for table in ["departments", "offices", "sources", "users", "custom_fields", "prospect_pools"] {
        assert!(count(table) > 1, "{table}");
    }
}

#[test]
fn what_a_row_points_to_is_there() {
    let documents = documents(1, 120);
    for (table, key, to) in [
        ("applications", "candidate_id", "candidates"),
        ("applications", "job_id", "jobs"),
        ("applications", "stage_id", "job_interview_stages"),
        ("applications", "source_id", "sources"),
        ("jobs", "department_id", "departments"),
        ("attachments", "application_id", "applications"),
        ("custom_field_options", "custom_field_id", "custom_fields"),
    ] {
        for (id, row) in rows::table(&documents, table) {
            let there = row[key].as_u64().is_none_or(|to_id| rows::find(&documents, to, to_id).is_some());
            assert!(there, "{table} {id} {key}");
        }
    }
}

#[test]
fn no_row_is_dated_after_the_end() {
    let documents = documents(1, 120);
    for table in ["candidates", "applications", "jobs"] {
        assert!(
            rows::table(&documents, table)
                .all(|(_, row)| row["updated_at"].as_str() <= Some("2026-11-24T09:00:00.000Z"))
        );
    }
}
