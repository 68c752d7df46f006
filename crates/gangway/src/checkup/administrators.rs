//! A company whose settings nobody, or one person alone, can change.

use engine::App;
use model::{access::Role, workspace::WorkspaceKind};

use super::Finding;

/// Each company has two who may change its settings: one falls ill.
pub async fn administrators(app: &App) -> Result<Vec<Finding>, store::Error> {
    let (what, mut findings) = ("administrators", vec![]);
    for workspace in store::workspace::all(&app.db).await? {
        let users = store::people::user::list(&app.db, workspace.id).await?;
        let able = users.iter().filter(|user| user.role == Role::Administrator && !user.disabled).count();
        let name = &workspace.name;
        findings.push(match able {
            0 => Finding::broken(
                what,
                format!(
                    "nobody can change the settings of “{name}”; bring back a backup in which somebody could"
                ),
            ),
            1 if workspace.kind == WorkspaceKind::Production => Finding::look(
                what,
                format!(
                    "one person alone can change the settings of “{name}”; they make a second one under Users"
                ),
            ),
            _ => Finding::good(what, format!("“{name}” has {able}")),
        });
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkup::{Verdict, testing::bench};

    #[tokio::test]
    async fn a_company_with_one_or_none_is_pointed_out() {
        let bench = bench().await;
        let ada = bench.company(WorkspaceKind::Production).await;
        let found = async || administrators(&bench.app).await.unwrap()[0].verdict;
        assert_eq!(found().await, Verdict::Look);
        let db = &bench.app.db;
        let mut user = store::people::user::get(db, ada.workspace, ada.user.unwrap()).await.unwrap().unwrap();
        user.disabled = true;
        let tx = db.begin().await.unwrap();
        store::people::user::update(&tx, &user).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(found().await, Verdict::Broken);
    }
}
