//! What is kept for a while only.

use std::time::Duration;

use model::sync::RunMode;
use store::sync::{note, run as runs};

use crate::sync::{NEWEST, testing::houses};

#[tokio::test]
async fn old_runs_go_with_their_notes_and_the_newest_stay() {
    for house in houses().await {
        house.stock(1);
        house.shelf.with(|shelves| shelves.rows.values_mut().for_each(|row| row.unreadable = true));
        let (app, space) = (&house.app, house.boss.workspace);
        let first = house.first().await.id;
        assert!(note::count(&app.db, space, first).await.unwrap() > 0, "{}", house.kind());
        let second = house.run(RunMode::Full).await.id;
        house.later(60);
        let before = app.now() - Duration::from_secs(60);
        assert_eq!(runs::prune(&app.db, before, NEWEST).await.unwrap(), 0, "these are the newest");
        assert_eq!(runs::prune(&app.db, before, 1).await.unwrap(), 1, "{}", house.kind());
        let left = runs::recent(&app.db, space, house.there, 9).await.unwrap();
        assert_eq!(left.iter().map(|run| run.id).collect::<Vec<_>>(), [second]);
        assert_eq!(note::count(&app.db, space, first).await.unwrap(), 0);
        assert!(note::count(&app.db, space, second).await.unwrap() > 0);
    }
}
