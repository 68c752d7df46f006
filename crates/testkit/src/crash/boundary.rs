//! Where a kill strikes: between two steps of a hand-off, told from the ledger.

use model::handoff::Step;
use sea_orm::{ConnectionTrait, Statement};
use store::Conn;

use crate::Stage;

/// Between two steps: how many of the steps were over when the worker died.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Boundary(pub usize);

impl Boundary {
    /// Every boundary at which a worker can die. Link and tell are kept together with the last call's step, so that
    /// nothing lies between them.
    pub const ALL: [Self; 6] = [Self(0), Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// The step that was over and the step that was under way, in words.
    pub fn label(self) -> String {
        let word = |place: usize| Step::ALL[place].as_str();
        match self.0 {
            0 => format!("taken up → {}", word(0)),
            // Without a photo, that step is passed over together with the next one.
            4 => format!("{} → {} or {}", word(3), word(4), word(5)),
            over => format!("{} → {}", word(over - 1), word(over)),
        }
    }
}

/// At which boundary each hand-off stands that a worker has in its hands.
pub async fn standing(stage: &Stage, worker: &str) -> Vec<Boundary> {
    let sql = "select count(s.step) as steps from task t
               left join handoff_step s on s.handoff_id = t.subject_id and s.state <> 'failed'
               where t.leased_by = $1 group by t.id";
    let statement = Statement::from_sql_and_values(stage.app.db.backend(), sql, [worker.into()]);
    let rows = stage.app.db.executor().query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| Boundary(row.try_get::<i64>("", "steps").unwrap() as usize)).collect()
}
