//! Giving a user another role.

use model::{
    UserId,
    access::{Right, Role},
};
use store::{
    Tx,
    people::user::{self, User},
};

use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Gives a user another role; what they may do changes with their next click.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::Conflict`] where no administrator would be left.
pub async fn set_role(app: &App, actor: &Actor, id: UserId, role: Role) -> Result<()> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    let mut user = not_the_last(&tx, actor, id, role == Role::Administrator).await?;
    if user.role != role {
        let detail =
            format!("Made {} {} instead of {}", user.name, role.label(), user.role.label().to_lowercase());
        user.role = role;
        user::update(&tx, &user).await?;
        audit::write(app, &tx, actor, "user.role_changed", ("user", Some(id.into())), detail).await?;
    }
    Ok(tx.commit().await?)
}

/// The user, where the change leaves an administrator: either they stay one, or another is there.
pub(super) async fn not_the_last(tx: &Tx, actor: &Actor, id: UserId, stays: bool) -> Result<User> {
    let administrators = user::hold_administrators(tx, actor.workspace).await?;
    if !stays && administrators.iter().all(|user| user.id == id) {
        return Err(Error::Conflict(
            "This is the last administrator. Make someone else an administrator first.".into(),
        ));
    }
    user::get(tx, actor.workspace, id).await?.ok_or(Error::NotFound("user"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::testing::benches;

    #[tokio::test]
    async fn the_last_administrator_stays_one() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let id = boss.actor.user.unwrap();
            let refusal = set_role(app, &boss.actor, id, Role::Recruiter).await.unwrap_err();
            assert!(refusal.to_string().contains("last administrator"), "{}: {refusal}", bench.kind());
            let other = bench.colleague(&boss, "o@example.com", Role::Recruiter).await;
            let denied = set_role(app, &other.actor, id, Role::Employee).await.unwrap_err();
            assert!(matches!(denied, Error::Denied(_)));
            set_role(app, &boss.actor, other.actor.user.unwrap(), Role::Administrator).await.unwrap();
            set_role(app, &boss.actor, id, Role::Recruiter).await.unwrap();
            let now = user::get(&app.db, boss.actor.workspace, id).await.unwrap().unwrap();
            assert_eq!(now.role, Role::Recruiter);
        }
    }

    #[tokio::test]
    async fn two_administrators_who_demote_each_other_at_once_leave_one() {
        for bench in benches().await {
            let (app, one) = (&bench.app, bench.administrator().await);
            let two = bench.colleague(&one, "two@example.com", Role::Administrator).await;
            let (a, b) = (one.actor.user.unwrap(), two.actor.user.unwrap());
            let (first, second) = tokio::join!(
                set_role(app, &one.actor, b, Role::Employee),
                set_role(app, &two.actor, a, Role::Employee)
            );
            assert_eq!(u8::from(first.is_ok()) + u8::from(second.is_ok()), 1, "{}", bench.kind());
        }
    }
}
