//! The machine's clock is wrong.

use std::time::Duration;

use engine::App;
use jiff::Timestamp;

use super::Finding;

/// What two clocks may differ by without harm.
const APART: Duration = Duration::from_secs(30);

/// Claims, sessions, signatures and the order of what happened rest on the time.
pub async fn clock(app: &App) -> Result<Finding, store::Error> {
    let database = store::server::now(&app.db).await?.unwrap_or_else(|| app.now());
    let mut newest = None;
    for workspace in store::workspace::all(&app.db).await? {
        let lines = store::audit::recent(&app.db, workspace.id, 1).await?;
        newest = newest.max(lines.first().map(|line| line.at));
    }
    Ok(of(app.now(), database, newest))
}

fn of(here: Timestamp, database: Timestamp, newest: Option<Timestamp>) -> Finding {
    let what = "clock";
    let apart = here.duration_since(database).unsigned_abs();
    if apart > APART {
        let sentence = format!(
            "this machine and the database's are {} seconds apart: claims of workers run out too early or too late; let \
             both follow a time server",
            apart.as_secs()
        );
        return Finding::broken(what, sentence);
    }
    if newest.is_some_and(|newest| newest > here + APART) {
        let sentence = "something happened later than now: the clock went back, or was ahead; let the machine follow a time \
                        server";
        return Finding::look(what, sentence);
    }
    Finding::good(what, "it goes with the database's")
}

#[cfg(test)]
mod tests {
    use model::workspace::WorkspaceKind;

    use super::*;
    use crate::checkup::{Verdict, testing::bench};

    #[tokio::test]
    async fn clocks_apart_and_a_clock_that_went_back_are_pointed_out() {
        let now: Timestamp = "2026-11-25T12:00:00Z".parse().unwrap();
        let minute = Duration::from_secs(60);
        assert_eq!(of(now, now + minute, None).verdict, Verdict::Broken);
        assert_eq!(of(now, now - minute, None).verdict, Verdict::Broken);
        assert_eq!(of(now, now, Some(now + minute)).verdict, Verdict::Look);
        assert_eq!(of(now, now, Some(now - minute)).verdict, Verdict::Good);
        let bench = bench().await;
        bench.company(WorkspaceKind::Production).await;
        assert_eq!(clock(&bench.app).await.unwrap().verdict, Verdict::Good);
    }
}
