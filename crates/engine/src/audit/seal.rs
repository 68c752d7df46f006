//! Lines of the audit log get their place in its chain, a moment after they were written.

use store::audit::chain;

use crate::{App, error::Result};

/// How many lines are sealed in one transaction: few enough that nobody waits for it.
const AT_ONCE: u64 = 500;

/// Seals every line that is not sealed yet, of every workspace. Several workers may do so at the same time.
///
/// # Errors
/// Where the database can't be used; what was sealed before stays so.
pub async fn seal(app: &App) -> Result<u64> {
    let mut all = 0;
    for workspace in chain::waiting(&app.db).await? {
        loop {
            let tx = app.db.begin().await?;
            let some = chain::seal(&tx, workspace, AT_ONCE, || app.dice.token()).await?;
            tx.commit().await?;
            all += some;
            if some < AT_ONCE {
                break;
            }
        }
    }
    Ok(all)
}
