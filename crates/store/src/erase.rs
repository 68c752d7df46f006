//! What goes with a person, table by table. A test holds this list to every table there is.
//!
//! What must stay - that a hire was handed over, what screening did, that something was audited - stays without words
//! about the person. What another system holds is not touched; the mirror keeps that it was erased here, so that the
//! next sync does not bring it back.

use std::collections::BTreeMap;

use model::{CandidateId, WorkspaceId, hire::HireRecord};
use sea_orm::{ConnectionTrait, Statement, Value};
use uuid::Uuid;

use crate::{Conn, Tx, error::Result, integrations::text, sync::mirror};

/// What becomes of a table's rows about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They are deleted.
    Goes,
    /// They stay, without words about the person.
    Emptied,
    /// They say nothing of anybody who applies.
    Silent,
}

/// What becomes of each table.
pub const TABLES: &[(&str, Fate)] = &[
    ("workspace", Fate::Silent),
    ("audit", Fate::Emptied),
    ("audit_head", Fate::Silent),
    ("retention_rule", Fate::Silent),
    ("retention_run", Fate::Silent),
    ("task", Fate::Silent),
    ("setting", Fate::Silent),
    ("user_account", Fate::Silent),
    ("session", Fate::Silent),
    ("invitation", Fate::Silent),
    ("api_key", Fate::Silent),
    ("api_answer", Fate::Emptied),
    ("webhook_endpoint", Fate::Silent),
    ("webhook_message", Fate::Silent),
    ("webhook_try", Fate::Emptied),
    ("sign_in_throttle", Fate::Silent),
    ("connection", Fate::Silent),
    ("connection_token", Fate::Silent),
    ("connection_pace", Fate::Silent),
    ("permission_seen", Fate::Silent),
    ("referral_source", Fate::Silent),
    ("rehearsal", Fate::Silent),
    ("workflow", Fate::Silent),
    ("stage", Fate::Silent),
    ("job", Fate::Silent),
    ("candidate", Fate::Goes),
    ("application", Fate::Goes),
    ("application_move", Fate::Goes),
    ("comment", Fate::Goes),
    ("tag_category", Fate::Silent),
    ("tag", Fate::Silent),
    ("candidate_tag", Fate::Goes),
    ("custom_field", Fate::Silent),
    ("field_value", Fate::Goes),
    ("application_field", Fate::Goes),
    ("job_field", Fate::Silent),
    ("answer", Fate::Goes),
    ("attachment", Fate::Goes),
    ("attachment_bytes", Fate::Goes),
    ("saved_view", Fate::Silent),
    ("import", Fate::Emptied),
    ("candidate_merge", Fate::Goes),
    ("erasure", Fate::Silent),
    ("connection_form", Fate::Silent),
    ("call_log", Fate::Goes),
    ("handoff", Fate::Emptied),
    ("handoff_step", Fate::Emptied),
    ("link", Fate::Goes),
    ("mirror", Fate::Emptied),
    ("sync_plan", Fate::Silent),
    ("sync_run", Fate::Silent),
    ("sync_note", Fate::Goes),
    ("hook_delivery", Fate::Silent),
    ("hook_hint", Fate::Silent),
    ("hook_refusal", Fate::Silent),
    ("messenger_install", Fate::Silent),
    ("messenger_member", Fate::Silent),
    ("messenger_message", Fate::Silent),
    ("messenger_press", Fate::Silent),
    ("outgoing", Fate::Goes),
    ("mail_server", Fate::Silent),
    ("letter", Fate::Goes),
    ("question_set", Fate::Silent),
    ("follow_up", Fate::Goes),
    ("follow_up_link", Fate::Goes),
    ("screening_notice", Fate::Silent),
    ("screening_criteria", Fate::Silent),
    ("screening_organisation", Fate::Silent),
    ("screening_preference", Fate::Silent),
    ("screening_embedder", Fate::Silent),
    ("screening_reading", Fate::Goes),
    ("screening", Fate::Goes),
    ("screening_ledger", Fate::Emptied),
    ("screening_ledger_head", Fate::Silent),
    ("screening_voluntary", Fate::Goes),
    ("voluntary_question", Fate::Silent),
    ("voluntary_link", Fate::Goes),
    ("screening_target", Fate::Silent),
    ("screening_written", Fate::Goes),
    ("push_settings", Fate::Silent),
    ("push_member", Fate::Silent),
    ("crm_export", Fate::Silent),
    ("crm_export_item", Fate::Goes),
    ("crm_walk", Fate::Silent),
    ("network", Fate::Silent),
    ("contact_headline", Fate::Silent),
    ("contact", Fate::Silent),
    ("contact_file", Fate::Silent),
    ("job_need", Fate::Silent),
    ("contact_match", Fate::Silent),
    ("pool_profile", Fate::Emptied),
    ("pool_record", Fate::Goes),
    ("pool_key", Fate::Goes),
    ("pool_question", Fate::Goes),
    ("pool_file", Fate::Goes),
    ("pool_import", Fate::Emptied),
    ("pool_list", Fate::Silent),
    ("pool_listed", Fate::Goes),
    ("pool_search", Fate::Silent),
    ("pool_told", Fate::Goes),
    ("referral", Fate::Emptied),
    ("referral_event", Fate::Silent),
    ("referral_link", Fate::Goes),
    ("referral_owner", Fate::Goes),
    ("referral_opt_out", Fate::Silent),
    ("referral_settings", Fate::Silent),
    ("referral_template", Fate::Silent),
    ("referral_delivery", Fate::Emptied),
    ("referral_step", Fate::Emptied),
    ("referral_tier", Fate::Silent),
    ("referral_bonus", Fate::Silent),
];

/// The statements in their order, each with what a receipt calls its rows; `$1` is the workspace. The mirror goes first,
/// while it is still known whose its records are.
const STEPS: &[(&str, &str)] = &[
    (
        "sync_notes",
        "delete from sync_note where workspace_id = $1 and exists (
           select 1 from mirror m where m.connection_id = sync_note.connection_id and m.kind = sync_note.kind
             and m.external_id = sync_note.external_id and m.parent = ''
             and (m.local_id in {people} or m.local_id in {applications}))",
    ),
    (
        "mirrored_files",
        "update mirror set local_id = null, hash = '{erased}', state = '{}', problem = null, raw = null
         where workspace_id = $1 and kind = 'file' and exists (
           select 1 from mirror a where a.connection_id = mirror.connection_id and a.kind = 'application'
             and a.parent = '' and a.external_id = mirror.parent and a.local_id in {applications})",
    ),
    (
        "mirrored_records",
        "update mirror set local_id = null, hash = '{erased}', state = '{}', problem = null, raw = null
         where workspace_id = $1 and ((kind = 'candidate' and local_id in {people})
           or (kind = 'application' and local_id in {applications}))",
    ),
    ("answers", "delete from answer where workspace_id = $1 and application_id in {applications}"),
    ("values", "delete from application_field where workspace_id = $1 and application_id in {applications}"),
    ("values", "delete from field_value where workspace_id = $1 and candidate_id in {people}"),
    ("steps", "delete from application_move where workspace_id = $1 and application_id in {applications}"),
    ("written", "delete from screening_written where workspace_id = $1 and application_id in {applications}"),
    ("scores", "delete from screening where workspace_id = $1 and application_id in {applications}"),
    (
        "voluntary",
        "delete from screening_voluntary where workspace_id = $1 and application_id in {applications}",
    ),
    (
        "links",
        "delete from follow_up_link where workspace_id = $1 and follow_up_id in (
           select id from follow_up where workspace_id = $1 and application_id in {applications})",
    ),
    ("questions", "delete from follow_up where workspace_id = $1 and application_id in {applications}"),
    ("links", "delete from voluntary_link where workspace_id = $1 and application_id in {applications}"),
    ("comments", "delete from comment where workspace_id = $1 and candidate_id in {people}"),
    (
        "bytes",
        "delete from attachment_bytes where workspace_id = $1 and attachment_id in (
           select id from attachment where workspace_id = $1 and candidate_id in {people})",
    ),
    ("files", "delete from attachment where workspace_id = $1 and candidate_id in {people}"),
    ("tags", "delete from candidate_tag where workspace_id = $1 and candidate_id in {people}"),
    (
        "merges",
        "delete from candidate_merge where workspace_id = $1 and (kept_id in {people} or other_id in {people})",
    ),
    ("changes", "delete from outgoing where workspace_id = $1 and candidate_id in {people}"),
    (
        "calls",
        "delete from call_log where workspace_id = $1 and handoff_id in (
           select id from handoff where workspace_id = $1 and candidate_id in {people})",
    ),
    (
        "handoff_steps",
        "update handoff_step set result = '{}' where workspace_id = $1 and handoff_id in (
           select id from handoff where workspace_id = $1 and candidate_id in {people})",
    ),
    ("employee_links", "delete from link where workspace_id = $1 and candidate_id in {people}"),
    (
        "handoffs",
        "update handoff set candidate_name = 'Erased person', record = '{record}', problem = null,
           differences = '[]', notes = '[]', matches = '[]', decision = null
         where workspace_id = $1 and candidate_id in {people}",
    ),
    (
        "referral_links",
        "delete from referral_link where workspace_id = $1 and referral_id in (
           select id from referral where workspace_id = $1 and candidate_id in {people})",
    ),
    (
        "referral_links",
        "delete from referral_owner where workspace_id = $1 and referral_id in (
           select id from referral where workspace_id = $1 and candidate_id in {people})",
    ),
    (
        "referral_steps",
        "update referral_step set result = '{}' where workspace_id = $1 and referral_id in (
           select id from referral where workspace_id = $1 and candidate_id in {people})",
    ),
    (
        "referral_steps",
        "update referral_delivery set problem = null, candidate_there = null, application_there = null
         where workspace_id = $1 and referral_id in (
           select id from referral where workspace_id = $1 and candidate_id in {people})",
    ),
    (
        "referrals",
        "update referral set person = '{}', note = '', subject_key = '', candidate_id = null,
           application_id = null, contact_id = null
         where workspace_id = $1 and candidate_id in {people}",
    ),
    (
        "audit_lines",
        "update audit set detail = 'What this line said was erased with the person', salt = null
         where workspace_id = $1 and (subject_id in {people} or subject_id in {applications})",
    ),
    // What programs were answered may tell of the person, and is kept for a day only: all of it goes.
    (
        "api_answers",
        "update api_answer set answer = null where workspace_id = $1 and answer is not null
           and exists (select 1 from candidate where workspace_id = $1 and id in {people})",
    ),
    // What endpoints answered may repeat what they were told of the person or asked for.
    (
        "webhook_answers",
        "update webhook_try set answer = '' where workspace_id = $1 and message_id in (
           select id from webhook_message where workspace_id = $1
             and (subject_id in {people} or subject_id in {applications}))",
    ),
    ("applications", "delete from application where workspace_id = $1 and candidate_id in {people}"),
    ("records", "delete from candidate where workspace_id = $1 and id in {people}"),
];

/// The person's record and those that were merged into it, however often.
pub async fn people(conn: &impl Conn, workspace: WorkspaceId, id: CandidateId) -> Result<Vec<CandidateId>> {
    const ALL: &str = "with recursive person(id) as (
        select id from candidate where workspace_id = $1 and id = $2
        union
        select c.id from candidate c join person p on c.merged_into = p.id where c.workspace_id = $1)
      select id from person";
    let conn = conn.executor();
    let values: [Value; 2] = [Uuid::from(workspace).into(), Uuid::from(id).into()];
    let query = Statement::from_sql_and_values(conn.get_database_backend(), ALL, values);
    let mut all = Vec::new();
    for row in conn.query_all_raw(query).await? {
        all.push(CandidateId(row.try_get("", "id")?));
    }
    Ok(all)
}

/// Erases people, given with those merged into them, and says how many rows each part had. Reasons in the ledger of
/// screening, readings of their files and words about them elsewhere are the caller's to erase.
pub async fn erase(
    tx: &Tx,
    workspace: WorkspaceId,
    people: &[CandidateId],
) -> Result<BTreeMap<&'static str, u64>> {
    let (conn, mut gone) = (tx.executor(), BTreeMap::new());
    let places: Vec<String> = (0..people.len()).map(|nth| format!("${}", nth + 2)).collect();
    let these = format!("({})", places.join(", "));
    let theirs = format!("(select id from application where workspace_id = $1 and candidate_id in {these})");
    let values: Vec<Value> = std::iter::once(Uuid::from(workspace))
        .chain(people.iter().map(|id| Uuid::from(*id)))
        .map(Value::from)
        .collect();
    let nothing = text(&HireRecord::default()).replace('\'', "''");
    for (what, sql) in STEPS {
        let sql = sql.replace("{people}", &these).replace("{applications}", &theirs);
        let sql = sql.replace("{erased}", mirror::ERASED).replace("{record}", &nothing);
        let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values.clone());
        *gone.entry(*what).or_default() += conn.execute_raw(statement).await?.rows_affected();
    }
    Ok(gone)
}

/// Columns in which words about a person may stand although the row is about something else, and what becomes of it.
const MENTIONS: &[(&str, &str, &str)] = &[
    ("calls", "entry", "delete from call_log"),
    ("sync_notes", "sentence", "delete from sync_note"),
    (
        "mirrored_records",
        "coalesce(raw, '')",
        "update mirror set local_id = null, hash = '{erased}', state = '{}', problem = null, raw = null",
    ),
    ("referrals", "person", "update referral set person = '{}', note = ''"),
    ("audit_lines", "detail", "update audit set detail = 'What this line said was erased with the person'"),
    (
        "audit_lines",
        "detail",
        "update audit set detail = 'What this line said was erased with the person', salt = null",
    ),
];

/// Takes words about a person out of where they stand beside something else: names only where no other record bears
/// them is the caller's to see to.
pub async fn erase_mentions(
    tx: &Tx,
    workspace: WorkspaceId,
    words: &[String],
) -> Result<BTreeMap<&'static str, u64>> {
    let (conn, mut gone) = (tx.executor(), BTreeMap::new());
    for word in words.iter().filter(|word| !word.trim().is_empty()) {
        let (as_is, lower) = (pattern(word), pattern(&word.to_lowercase()));
        for (what, column, change) in MENTIONS {
            let sql = format!("{change} where workspace_id = $1 and ({})", has(column));
            let sql = sql.replace("{erased}", mirror::ERASED);
            let values: [Value; 3] =
                [Uuid::from(workspace).into(), as_is.clone().into(), lower.clone().into()];
            let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
            *gone.entry(*what).or_default() += conn.execute_raw(statement).await?.rows_affected();
        }
    }
    Ok(gone)
}

/// Whether a column has a word, however it is written. SQLite knows the lower case of English letters only.
pub(crate) fn has(column: &str) -> String {
    format!("{column} like $2 escape '\\' or lower({column}) like $3 escape '\\'")
}

/// What text that has a word is like.
pub(crate) fn pattern(word: &str) -> String {
    format!("%{}%", word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}

#[cfg(test)]
mod tests;
