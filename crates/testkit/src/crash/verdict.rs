//! The verdict: the sandbox is asked who is there, and the hub what it believes.

use std::collections::BTreeMap;

use futures::{StreamExt, stream};
use model::handoff::HandoffState;
use store::integrations::{
    handoff::{self, Handoff},
    link,
};

use super::{Run, SEEDED, Sent, storm::Kills};
use crate::tenant::Employee;

/// How many employees are read back side by side.
const SIDE_BY_SIDE: usize = 8;

/// What does not hold, a sentence each; empty where all does.
pub(crate) async fn violations(run: &Run, kills: &Kills) -> Vec<String> {
    let everyone = run.stage.world(&run.storm.vendor).read(|documents| run.tenant.employees(documents));
    let mut violations = vec![];
    let expected = SEEDED + run.sent.len();
    if everyone.len() != expected {
        violations.push(format!("{} employees are there, not {expected}", everyone.len()));
    }
    if kills.all() < run.storm.kills {
        violations.push(format!("all was over after {} of {} kills", kills.all(), run.storm.kills));
    }
    let mut by_email: BTreeMap<String, Vec<Employee>> = BTreeMap::new();
    for employee in everyone {
        by_email.entry(employee.email.clone()).or_default().push(employee);
    }
    let found = stream::iter(&run.sent).map(|sent| one(run, sent, &by_email)).buffer_unordered(SIDE_BY_SIDE);
    violations.extend(found.collect::<Vec<_>>().await.into_iter().flatten());
    violations
}

async fn one(run: &Run, sent: &Sent, by_email: &BTreeMap<String, Vec<Employee>>) -> Vec<String> {
    let (workspace, db) = (run.stage.administrator.workspace, &run.stage.app.db);
    let handoff = handoff::get(db, workspace, sent.handoff).await.unwrap().unwrap();
    let there = by_email.get(&sent.hire.profile.email).map(Vec::as_slice).unwrap_or_default();
    let [employee] = there else {
        return vec![say(sent, format!("{} employees; the hub says {}", there.len(), believes(&handoff)))];
    };
    let mut found = vec![];
    if handoff.state != HandoffState::Delivered {
        found.push(believes(&handoff));
    }
    let link = link::of(db, workspace, run.connection, handoff.candidate).await.unwrap();
    if link.map(|link| link.external_id).as_ref() != Some(&employee.id) {
        found.push("is not linked to its employee".into());
    }
    if employee.rows.iter().any(|rows| *rows != 1) {
        found.push(format!("dated rows {:?}, not one a table", employee.rows));
    }
    if (employee.files, employee.photo) != (1, sent.hire.has_photo()) {
        found.push(format!("{} files, photo {}", employee.files, employee.photo));
    }
    found.extend(fields(run, &handoff, &employee.id).await);
    found.into_iter().map(|what| say(sent, what)).collect()
}

/// Every field that was sent is there, or named as a difference.
async fn fields(run: &Run, handoff: &Handoff, id: &str) -> Vec<String> {
    let (connector, ctx) = (run.stage.connector(&run.storm.vendor), run.stage.ctx(&run.storm.vendor));
    let Some(hris) = connector.hris() else { return vec!["the vendor takes no hires".into()] };
    let held = match hris.read_back(&ctx, id, &handoff.record).await {
        Ok(held) => held,
        Err(error) => return vec![format!("can't be read back: {error}")],
    };
    let named = |key: &str| handoff.differences.iter().any(|known| known.field == key);
    let lost = handoff.record.0.iter().filter(|(key, sent)| held.get(key) != Some(sent) && !named(key));
    let lost: Vec<_> = lost.map(|(key, _)| key.as_str()).collect();
    // This sandbox's key may write everything, so that nothing can have been dropped.
    let differing: Vec<_> = handoff.differences.iter().map(|known| known.field.as_str()).collect();
    let list = |fields: &[&str], what| (!fields.is_empty()).then(|| format!("{what}: {}", fields.join(", ")));
    [list(&lost, "not as sent, and no card names them"), list(&differing, "said to differ")]
        .into_iter()
        .flatten()
        .collect()
}

fn believes(handoff: &Handoff) -> String {
    let why = handoff.problem.as_ref().map_or_else(String::new, |problem| format!(": {}", problem.sentence));
    format!("is {}{why}", handoff.state.as_str())
}

fn say(sent: &Sent, what: String) -> String {
    format!("hire {}: {what}", sent.hire.number)
}
