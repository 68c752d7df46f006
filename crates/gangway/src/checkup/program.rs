//! A newer program was here before.

use engine::App;

use super::Finding;

/// The database is not ahead of this program.
pub async fn program(app: &App) -> Result<Finding, store::Error> {
    Ok(of(&app.db.ahead().await?))
}

fn of(unknown: &[String]) -> Finding {
    let what = "program";
    match unknown.last() {
        Some(last) => Finding::broken(
            what,
            format!(
                "it is older than the database, which has had “{last}”: what it writes may be wrong; start the newer program, \
                 or restore the backup that was made before the update"
            ),
        ),
        None => Finding::good(what, "it knows all that is in the database"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkup::{Verdict, testing::bench};

    #[tokio::test]
    async fn an_older_program_is_pointed_out() {
        assert_eq!(of(&["9999_later".into()]).verdict, Verdict::Broken);
        assert_eq!(program(&bench().await.app).await.unwrap().verdict, Verdict::Good);
    }
}
