//! Time for a queue that another process works on: its clock can't be held, so what waits is brought forward.
//!
//! Only tests do this, and only in their own database, so that the worker needs no option made for tests.

use sea_orm::{ConnectionTrait, Statement, Value};
use store::Conn;

use crate::Stage;

impl Stage {
    /// Does everything that is due in this process, and what becomes due by it; later tries wait for their time.
    ///
    /// # Panics
    /// Where the queue can't be read.
    pub async fn deliver(&self) {
        while engine::work::run_due(&self.app, "testkit").await.unwrap() > 0 {}
    }

    /// Does everything there is to do in this process: what waits for its time is brought forward until nothing is
    /// left but what waits for a person.
    ///
    /// # Panics
    /// Where the queue can't be read, or work comes again without end.
    pub async fn deliver_all(&self) {
        for _ in 0..1_000 {
            self.deliver().await;
            if store::task::count(&self.app.db).await.unwrap() == 0 {
                return;
            }
            self.bring_forward().await;
        }
        panic!("the work does not end");
    }

    /// Makes everything that waits for its time due now, and ends every pause that a vendor asked for.
    pub async fn bring_forward(&self) {
        let now = store::time::to_ms(self.app.now());
        self.execute("update task set run_at = $1 where run_at > $1", [now.into()]).await;
        self.execute("update crm_export_item set next_try_at = $1 where next_try_at > $1", [now.into()])
            .await;
        self.execute("update outgoing set next_try_at = $1 where next_try_at > $1", [now.into()]).await;
        self.execute("update connection set paused_until = null where paused_until is not null", []).await;
    }

    /// Lets the claims of a worker that was killed run out now instead of in a minute.
    pub async fn expire_claims_of(&self, worker: &str) {
        let sql = "update task set leased_until = 0 where leased_by = $1";
        self.execute(sql, [worker.into()]).await;
    }

    /// Gives a claim to somebody else, as if it had run out: what its worker does now is not kept.
    pub async fn take_claims_away(&self) {
        let sql = "update task set leased_by = 'nobody', leased_until = 0 where leased_by is not null";
        self.execute(sql, []).await;
    }

    /// Runs a statement on the test's own database.
    ///
    /// # Panics
    /// Where the database refuses it.
    pub async fn execute<const N: usize>(&self, sql: &str, values: [Value; N]) -> u64 {
        let statement = Statement::from_sql_and_values(self.app.db.backend(), sql, values);
        let tx = self.app.db.begin().await.unwrap();
        let done = tx.executor().execute_raw(statement).await.unwrap().rows_affected();
        tx.commit().await.unwrap();
        done
    }

    /// The rows of a query, each as texts.
    ///
    /// # Panics
    /// Where the database refuses it, or a column is no text.
    pub async fn texts<const N: usize>(&self, sql: &str, columns: [&str; N]) -> Vec<[String; N]> {
        let statement = Statement::from_string(self.app.db.backend(), sql);
        let rows = self.app.db.executor().query_all_raw(statement).await.unwrap();
        rows.iter().map(|row| columns.map(|column| row.try_get("", column).unwrap())).collect()
    }
}
