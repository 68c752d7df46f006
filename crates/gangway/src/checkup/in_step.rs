//! A connected system that nobody reads any more.

use std::time::Duration;

use engine::App;
use jiff::Timestamp;
use model::connection::ConnectionStatus;
use store::{
    integrations::connection::Connection,
    sync::plan::{self, Plan},
};

use super::Finding;

/// Everything is read once a day; after this long that did not happen.
const LONG: Duration = Duration::from_secs(3 * 24 * 3600);

/// An enabled connection's records were all read in the last days.
pub async fn in_step(app: &App, of: &Connection) -> Result<Option<Finding>, store::Error> {
    if of.status != ConnectionStatus::Enabled {
        return Ok(None);
    }
    let plan = plan::get(&app.db, of.workspace, of.id).await?;
    Ok(plan.and_then(|plan| late(&of.name, &plan, app.now())))
}

fn late(name: &str, plan: &Plan, now: Timestamp) -> Option<Finding> {
    let what = "in step";
    if plan.paused {
        return Some(Finding::look(
            what,
            format!("“{name}” is paused: nothing is read; somebody resumes it on its Sync page"),
        ));
    }
    let read = plan.last_full_at.unwrap_or(plan.first_enabled_at);
    let sentence = format!(
        "“{name}” was not read as a whole for over three days; look at its Sync page, and whether a worker is running"
    );
    (now > read + LONG).then(|| Finding::broken(what, sentence))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::checkup::Verdict;

    #[test]
    fn a_paused_and_a_forgotten_one_are_pointed_out() {
        let now: Timestamp = "2026-11-25T12:00:00Z".parse().unwrap();
        let day = Duration::from_secs(24 * 3600);
        let mut plan = Plan {
            connection: uuid::Uuid::nil().into(),
            workspace: uuid::Uuid::nil().into(),
            paused: false,
            every_minutes: 15,
            share_percent: 20,
            full_hour: 2,
            take_files: true,
            reference_field: None,
            first_enabled_at: now - day,
            last_full_at: None,
            census_at: None,
            cursors: BTreeMap::new(),
            gaps: BTreeMap::new(),
        };
        assert_eq!(late("A", &plan, now), None, "it has time for its first run");
        plan.last_full_at = Some(now - day * 4);
        assert_eq!(late("A", &plan, now).unwrap().verdict, Verdict::Broken);
        plan.paused = true;
        assert_eq!(late("A", &plan, now).unwrap().verdict, Verdict::Look);
    }
}
