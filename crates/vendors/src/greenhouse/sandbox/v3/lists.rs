//! Every list: its name, by what it can be narrowed, and the keys of its rows.
//!
//! Source: the vendor's own description of v3, by way of field catalogues that others made of it in 2026-08.

use self::Filter::*;

/// A list and the table of the same name behind it.
#[derive(Debug)]
pub struct List {
    /// `candidates` of `/v3/candidates`.
    pub name: &'static str,
    /// By what it can be narrowed beside what every list takes.
    pub filters: &'static [(&'static str, Filter)],
    /// The keys of a row, with blanks between.
    keys: &'static str,
}

/// How a parameter narrows a list.
#[derive(Clone, Copy, Debug)]
pub enum Filter {
    /// One number, which the key has to be.
    One(&'static str),
    /// Numbers, one of which the key has to be.
    Any(&'static str),
    /// One number, which has to be among those of the key.
    Member(&'static str),
    /// Numbers, one of which has to be among those of the key.
    Members(&'static str),
    /// Numbers, one of which has to be the id of one of the objects of the key.
    Tagged(&'static str),
    /// A text, which the key has to be.
    Text(&'static str),
    /// Texts, one of which the key has to be.
    Texts(&'static str),
    /// A text that has to be among those of the key, or the value of one of its objects.
    Listed(&'static str),
    /// One of these words; the record says the second where the caller says the first.
    Words(&'static str, &'static [(&'static str, &'static str)]),
    /// Yes or no, which the key has to be.
    Flag(&'static str),
    /// Times between which the key has to be.
    Window(&'static str),
    /// A text in the second key of the first table, to whose rows the third key leads.
    Through(&'static str, &'static str, &'static str),
    /// The option of a field of the customer's own, which has to be chosen.
    Choice,
    /// Whether rows that have this hidden key are shown too.
    Shows(&'static str),
}

impl List {
    /// The list of that name.
    pub fn find(name: &str) -> Option<&'static Self> {
        LISTS.iter().find(|list| list.name == name)
    }

    /// The keys of its rows.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.keys.split_ascii_whitespace()
    }

    /// What a token needs to read it.
    pub fn scope(&self) -> String {
        format!("harvest:{}:list", self.name)
    }
}

/// An application in progress is asked for by another word than it tells.
const STATUS: [(&str, &str); 4] =
    [("active", "in_process"), ("rejected", "rejected"), ("hired", "hired"), ("converted", "converted")];

/// Every list.
pub static LISTS: [List; 23] = [
    List {
        name: "applications",
        filters: &[
            ("candidate_ids", Any("candidate_id")),
            ("job_ids", Any("job_id")),
            ("prospective_job_ids", Members("prospective_job_ids")),
            ("job_post_ids", Any("job_post_id")),
            ("source_ids", Any("source_id")),
            ("referrer_ids", Any("referrer_id")),
            ("stage_ids", Any("stage_id")),
            ("status", Words("status", &STATUS)),
            ("stage_name", Text("stage_name")),
            ("custom_field_option_id", Choice),
            ("last_activity_at", Window("last_activity_at")),
            ("prospect", Flag("prospect")),
        ],
        keys: "id created_at updated_at agency_note_id candidate_id coordinator_id job_id job_post_id \
              recruiter_id referrer_id source_id stage_id stage_name status needs_decision prospect \
              rejected_at last_activity_at location_address answers prospective_job_ids custom_fields",
    },
    List {
        name: "candidates",
        filters: &[
            ("last_activity_at", Window("last_activity_at")),
            ("custom_field_option_id", Choice),
            ("private", Flag("private")),
            ("email", Listed("email_addresses")),
            ("tag", Listed("tags")),
        ],
        keys: "id created_at updated_at first_name last_name preferred_name company title last_activity_at \
              private can_email time_zone tags linked_user_ids phone_numbers addresses email_addresses \
              website_addresses social_media_addresses custom_fields",
    },
    List {
        name: "notes",
        filters: &[
            ("candidate_ids", Any("candidate_id")),
            ("user_ids", Any("user_id")),
            ("application_ids", Any("application_id")),
            ("type", Text("type")),
            ("visibility", Text("visibility")),
        ],
        keys: "id created_at updated_at candidate_id application_id body subject type user_id email_from \
              email_to email_cc import_hash body_with_tags visibility email_attachment_file_names",
    },
    List {
        name: "attachments",
        filters: &[
            ("application_ids", Any("application_id")),
            ("candidate_ids", Any("candidate_id")),
            ("type", Text("type")),
        ],
        keys: "id created_at updated_at application_id candidate_id type filename url",
    },
    List { name: "candidate_tags", filters: &[], keys: "id created_at updated_at name" },
    List {
        name: "applied_candidate_tags",
        filters: &[("candidate_tag_ids", Any("candidate_tag_id")), ("candidate_ids", Any("candidate_id"))],
        keys: "id created_at updated_at candidate_tag_id candidate_id",
    },
    List {
        name: "departments",
        filters: &[("parent_id", One("parent_id")), ("external_id", Text("external_id"))],
        keys: "id created_at updated_at name parent_id external_id",
    },
    List {
        name: "jobs",
        filters: &[
            ("opened_at", Window("opened_at")),
            ("closed_at", Window("closed_at")),
            ("requisition_id", Text("requisition_id")),
            ("department_id", One("department_id")),
            ("office_id", Member("office_ids")),
            ("custom_field_option_id", Choice),
            ("confidential", Flag("confidential")),
            ("status", Text("status")),
        ],
        keys: "id created_at updated_at name requisition_id notes confidential status opened_at closed_at \
              is_template copied_from_id department_id office_ids custom_fields",
    },
    List {
        name: "job_posts",
        filters: &[
            ("job_ids", Any("job_id")),
            ("job_board_ids", Any("job_board_id")),
            ("active", Flag("active")),
            ("featured", Flag("featured")),
            ("live", Flag("live")),
            ("internal", Flag("internal")),
        ],
        keys: "id created_at updated_at title internal active live featured first_published_at content \
              internal_content language public_url demographic_question_set_id job_id job_board_id questions",
    },
    List {
        name: "job_interview_stages",
        filters: &[("job_ids", Any("job_id")), ("active", Flag("active"))],
        keys: "id created_at updated_at job_id sort_order name active",
    },
    List {
        name: "application_stages",
        filters: &[
            ("application_ids", Any("application_id")),
            ("job_interview_stage_ids", Any("job_interview_stage_id")),
            ("current", Flag("current")),
        ],
        keys: "id created_at updated_at application_id job_interview_stage_id entered_at exited_at \
              days_in_stage current",
    },
    List {
        name: "offices",
        filters: &[("parent_id", One("parent_id")), ("external_id", Text("external_id"))],
        keys: "id created_at updated_at name parent_id external_id location primary_in_house_contact_user_id",
    },
    List {
        name: "rejection_reasons",
        filters: &[("include_defaults", Shows("_default"))],
        keys: "id created_at updated_at name type",
    },
    List {
        name: "rejection_details",
        filters: &[
            ("application_ids", Any("application_id")),
            ("rejection_reason_ids", Any("rejection_reason_id")),
            ("custom_field_option_id", Choice),
        ],
        keys: "id created_at updated_at application_id rejected_by_id rejection_note_id rejection_reason_id \
              rejected_at question_custom_fields",
    },
    List { name: "sources", filters: &[], keys: "id created_at updated_at name type" },
    List {
        name: "users",
        filters: &[
            ("agency_ids", Any("agency_id")),
            ("office_ids", Members("office_ids")),
            ("department_ids", Members("department_ids")),
            ("linked_candidate_ids", Members("linked_candidate_ids")),
            ("interviewer_tag_ids", Tagged("interviewer_tags")),
            ("employee_ids", Texts("employee_id")),
            ("custom_field_option_id", Choice),
            ("deactivated", Flag("deactivated")),
            ("primary_email", Text("primary_email")),
            ("external_office_id", Through("offices", "external_id", "office_ids")),
            ("external_department_id", Through("departments", "external_id", "department_ids")),
            ("show_service_accounts", Shows("_service_account")),
        ],
        keys: "id created_at updated_at first_name last_name primary_email job_title agency_id name \
              deactivated site_admin employee_id linked_candidate_ids office_ids department_ids \
              interviewer_tags emails custom_fields",
    },
    List {
        name: "custom_fields",
        filters: &[
            ("field_type", Text("field_type")),
            ("active", Flag("active")),
            ("name", Text("name")),
            ("name_key", Text("name_key")),
        ],
        keys: "id created_at updated_at field_type sort_order name value_type private required \
              require_approval trigger_new_version active updated_by_id internal_type expose_in_job_board_api \
              placeholder name_key description application_type api_only use_for_job_approvals \
              use_for_offer_approvals template_token_string default_value",
    },
    List {
        name: "custom_field_options",
        filters: &[
            ("custom_field_ids", Any("custom_field_id")),
            ("active", Flag("active")),
            ("custom_field_key", Through("custom_fields", "name_key", "custom_field_id")),
        ],
        keys: "id created_at updated_at custom_field_id name external_id sort_order active",
    },
    List { name: "close_reasons", filters: &[], keys: "id created_at updated_at name" },
    List {
        name: "prospect_pools",
        filters: &[
            ("department_ids", Members("department_ids")),
            ("office_ids", Members("office_ids")),
            ("job_ids", Members("job_ids")),
            ("active", Flag("active")),
        ],
        keys: "id created_at updated_at name active description department_ids office_ids job_ids",
    },
    List {
        name: "prospect_pool_stages",
        filters: &[("prospect_pool_ids", Any("prospect_pool_id"))],
        keys: "id created_at updated_at prospect_pool_id name sort_order",
    },
    List {
        name: "prospect_details",
        filters: &[
            ("application_ids", Any("application_id")),
            ("pool_ids", Any("pool_id")),
            ("pool_stage_ids", Any("pool_stage_id")),
            ("prospect_owner_ids", Any("prospect_owner_id")),
            ("department_ids", Any("department_id")),
            ("office_ids", Any("office_id")),
        ],
        keys: "id created_at updated_at application_id pool_id pool_stage_id prospect_owner_id department_id \
              office_id",
    },
    List {
        name: "openings",
        filters: &[
            ("job_ids", Any("job_id")),
            ("application_ids", Any("application_id")),
            ("close_reason_ids", Any("close_reason_id")),
            ("opened_at", Window("opened_at")),
            ("closed_at", Window("closed_at")),
            ("custom_field_option_id", Choice),
            ("open", Flag("open")),
            ("opening_id", Text("opening_id")),
        ],
        keys: "id created_at updated_at job_id opened_at closed_at sort_order opening_id application_id \
              close_reason_id target_start_on open custom_fields",
    },
];
