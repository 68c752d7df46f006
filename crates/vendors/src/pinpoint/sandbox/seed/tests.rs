//! The tenant is believable and the same each time.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

fn kind<'a>(documents: &'a Value, kind: &str) -> &'a Map<String, Value> {
    documents["resources"][kind].as_object().unwrap()
}

#[test]
fn the_same_seed_gives_the_same_tenant() {
    assert_eq!(documents(7, 40), documents(7, 40));
    assert_ne!(documents(7, 40)["resources"]["candidates"], documents(8, 40)["resources"]["candidates"]);
}

#[test]
fn the_key_of_everything_may_whatever_any_other_may() {
    let tenant = documents(7, 1);
    assert_eq!(tenant["tenant"], TENANT);
    let keys = tenant["keys"].as_array().unwrap();
    let full = keys.iter().find(|key| key["key"] == FULL_ACCESS_KEY).unwrap();
    for key in keys {
        for (category, verbs) in key["permissions"].as_object().unwrap() {
            let all = full["permissions"][category].as_array().unwrap();
            assert!(verbs.as_array().unwrap().iter().all(|verb| all.contains(verb)), "{category} of {key}");
        }
    }
}

#[test]
fn a_tenant_has_the_size_that_was_asked_for() {
    let tenant = documents(7, 200);
    assert_eq!(kind(&tenant, "candidates").len(), 200);
    assert_eq!(kind(&tenant, "applications").len(), 300);
    assert_eq!(kind(&tenant, "jobs").len(), 11);
    assert_eq!(kind(&documents(7, 0), "jobs").len(), 6);
    for made in ["answers", "custom_attributes", "comments", "offers", "job_postings", "stages"] {
        assert!(kind(&tenant, made).len() > 10, "{made}");
    }
    assert!(tenant["files"].as_object().unwrap().len() > 100);
}

#[test]
fn one_id_is_one_record() {
    let tenant = documents(7, 200);
    let mut seen = BTreeSet::new();
    for (kind, records) in tenant["resources"].as_object().unwrap() {
        for (id, record) in records.as_object().unwrap() {
            assert_eq!(record["id"], id.as_str());
            assert!(seen.insert(id.clone()), "{kind} {id}");
            assert!(id.parse::<u64>().unwrap() < tenant["next_id"].as_u64().unwrap());
        }
    }
}

#[test]
fn every_relationship_leads_to_a_record() {
    let tenant = documents(7, 200);
    let plural = |name: &str| match name {
        "candidate"
        | "application"
        | "job"
        | "stage"
        | "department"
        | "division"
        | "location"
        | "user"
        | "question"
        | "job_posting"
        | "custom_field"
        | "structure_link"
        | "structure_custom_group_one" => {
            format!("{name}s")
        }
        "furthest_stage" => "stages".into(),
        "hiring_manager_user" | "recruitment_manager_user" | "creator_user" | "creator" | "manager" => {
            "users".into()
        }
        other => other.to_owned(),
    };
    let is_there = |kind: &str, id: &Value| !tenant["resources"][kind][id.as_str().unwrap()].is_null();
    for (kind, records) in tenant["resources"].as_object().unwrap() {
        for record in records.as_object().unwrap().values() {
            for (name, to) in record["rels"].as_object().into_iter().flatten() {
                let all = match to {
                    Value::Array(ids) => ids.iter().all(|id| is_there(&plural(name), id)),
                    Value::Object(_) => is_there(to["type"].as_str().unwrap(), &to["id"]),
                    id => is_there(&plural(name), id),
                };
                assert!(all, "{kind} {} {name} {to}", record["id"]);
            }
        }
    }
}

#[test]
fn applications_stand_in_a_stage_of_their_own_job() {
    let tenant = documents(7, 300);
    let mut standing = BTreeMap::<String, usize>::new();
    for application in kind(&tenant, "applications").values() {
        let stage = &tenant["resources"]["stages"][application["rels"]["stage"].as_str().unwrap()];
        assert_eq!(stage["rels"]["stageable"]["id"], application["rels"]["job"]);
        let meaning = stage["attributes"]["basic_type"].as_str().unwrap();
        *standing.entry(meaning.to_owned()).or_default() += 1;
        assert_eq!(application["attributes"]["hired_at"].is_string(), meaning == "hired");
        assert_eq!(application["attributes"]["rejected_at"].is_string(), meaning == "rejected");
        let job = &tenant["resources"]["jobs"][application["rels"]["job"].as_str().unwrap()];
        assert_ne!(job["attributes"]["status"], "draft");
    }
    assert_eq!(standing.len(), 6, "{standing:?}");
}

#[test]
fn nobody_shares_an_address_and_everybody_lives_in_the_past() {
    let tenant = documents(3, 2500);
    let people = kind(&tenant, "candidates");
    let emails: BTreeSet<_> =
        people.values().map(|one| one["attributes"]["email"].as_str().unwrap()).collect();
    assert_eq!(emails.len(), people.len());
    for records in tenant["resources"].as_object().unwrap().values() {
        for record in records.as_object().unwrap().values() {
            let (made, changed) = (&record["attributes"]["created_at"], &record["attributes"]["updated_at"]);
            let (made, changed) = (made.as_str().unwrap(), changed.as_str().unwrap());
            assert!(made <= changed && changed <= "2026-11-24T09:00:00+00:00", "{record}");
        }
    }
}

#[test]
fn a_value_fits_its_field() {
    let tenant = documents(3, 400);
    let class = |kind: &str| match kind {
        "applications" => "application",
        "candidates" => "candidate",
        "jobs" => "job",
        other => panic!("{other}"),
    };
    for value in kind(&tenant, "custom_attributes").values() {
        let field = &tenant["resources"]["custom_fields"][value["rels"]["custom_field"].as_str().unwrap()];
        let of = class(value["rels"]["custom_attributable"]["type"].as_str().unwrap());
        assert_eq!(field["attributes"]["resource_type"], of, "{value}");
        let chosen = &value["attributes"]["option_value"];
        assert_eq!(chosen.is_string(), field["attributes"]["field_type"] == "single_select", "{value}");
        let known = kind(&tenant, "custom_field_options").values();
        let mut known = known.filter(|option| option["rels"]["custom_field"] == field["id"]);
        assert!(chosen.is_null() || known.any(|option| option["attributes"]["value"] == *chosen), "{value}");
    }
}

#[test]
fn tags_belong_to_the_categories_that_were_set_up() {
    let tenant = documents(3, 400);
    let categories = tenant["tag_categories"].as_array().unwrap();
    let mut count = 0;
    for application in kind(&tenant, "applications").values() {
        for tag in application["attributes"]["tags"].as_array().into_iter().flatten() {
            let category = categories.iter().find(|one| one["context"] == tag["context"]).unwrap();
            assert!(category["tags"].as_array().unwrap().contains(&tag["name"]), "{tag}");
            count += 1;
        }
    }
    assert!(count > 50);
}

#[test]
fn twenty_thousand_people_have_five_hundred_jobs() {
    let tenant = documents(1, 20_000);
    assert_eq!(kind(&tenant, "applications").len(), 30_000);
    assert_eq!(kind(&tenant, "jobs").len(), 500);
}
