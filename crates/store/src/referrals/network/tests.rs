//! Contacts are their employee's, on both databases, and go with all that was made of them.

use model::{
    ContactId, UserId,
    access::Role,
    network::{Fit, Known, Level, Reason},
};
use uuid::Uuid;

use super::{
    contact::{self, Contact},
    file::{self, ContactFile},
    headline::{self, Headline},
    matched::{self, Match},
    need,
    owner::{self, Owner},
};
use crate::{
    Db,
    hiring::tests::{OURS, at, house, job},
    people::user::{self, User},
    testing::fresh,
};

const IDA: UserId = UserId(Uuid::from_u128(901));
const BO: UserId = UserId(Uuid::from_u128(902));

async fn employees(db: &Db) {
    house(db).await;
    let tx = db.begin().await.unwrap();
    for (id, name) in [(IDA, "Ida"), (BO, "Bo")] {
        let email = format!("{}@example.com", name.to_lowercase());
        let role = Role::Employee;
        let made =
            User { id, workspace: OURS, name: name.into(), email, role, disabled: false, created_at: at(0) };
        user::insert(&tx, &made, "none").await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn headline(words: &str) -> Headline {
    Headline { words: words.into(), skills: String::new(), level: Level::Usual }
}

fn a_contact(number: u128, user: UserId, headline: Uuid) -> Contact {
    Contact {
        id: ContactId(Uuid::from_u128(number)),
        workspace: OURS,
        user,
        headline,
        known: Known::Well,
        left_out: false,
        sealed: format!("sealed {number}"),
        added_at: at(3),
    }
}

#[tokio::test]
async fn contacts_read_back_for_their_employee_alone_and_go_with_all_that_hangs_on_them() {
    for fresh in fresh().await {
        let db = &fresh.db;
        employees(db).await;
        let tx = db.begin().await.unwrap();
        let mut next = 0;
        let mut id = || {
            next += 1;
            Uuid::from_u128(700 + next)
        };
        let wanted = [headline("weld"), headline("cook")];
        let ids = headline::ensure(&tx, OURS, &wanted, &mut id).await.unwrap();
        let again = headline::ensure(&tx, OURS, &wanted, &mut id).await.unwrap();
        assert_eq!(ids, again, "the same stands once");
        let welds = ids[&wanted[0]];
        let mut ours = a_contact(1, IDA, welds);
        let theirs = a_contact(2, BO, welds);
        let idle = Contact { left_out: true, ..a_contact(3, BO, welds) };
        contact::put_many(&tx, &[ours.clone(), theirs.clone(), idle.clone()]).await.unwrap();
        ours.known = Known::Hardly;
        contact::put_many(&tx, std::slice::from_ref(&ours)).await.unwrap();
        let fit = Fit { points: 66, reasons: vec![Reason::SameTitle, Reason::Known { how: Known::Well }] };
        let fits = |contact: &Contact| Match {
            job: job().id,
            contact: contact.id,
            user: contact.user,
            fit: fit.clone(),
        };
        matched::replace_of_job(&tx, OURS, job().id, &[fits(&ours), fits(&theirs)]).await.unwrap();
        matched::replace_of_user(&tx, OURS, IDA, &[fits(&ours)]).await.unwrap();
        tx.commit().await.unwrap();

        assert_eq!(contact::of_user(db, OURS, IDA).await.unwrap(), [ours.clone()]);
        assert_eq!(contact::get(db, OURS, IDA, theirs.id).await.unwrap(), None, "another's is none");
        assert_eq!(
            contact::of_headlines(db, OURS, &[welds]).await.unwrap().len(),
            2,
            "who is left out is not found"
        );
        assert_eq!(headline::of_ids(db, OURS, &[welds]).await.unwrap()[&welds], wanted[0]);
        assert_eq!(matched::of_user(db, OURS, IDA).await.unwrap(), [fits(&ours)]);
        assert_eq!(matched::of_job(db, OURS, job().id, 9).await.unwrap().len(), 2);
        assert_eq!(matched::counts(db, OURS, Some(BO)).await.unwrap()[&job().id], 1);
        assert_eq!(matched::counts(db, OURS, None).await.unwrap()[&job().id], 2);

        let tx = db.begin().await.unwrap();
        matched::forget_of_user(&tx, OURS, IDA).await.unwrap();
        assert_eq!(contact::forget_of(&tx, OURS, IDA).await.unwrap(), 1);
        headline::prune(&tx, OURS).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(contact::count(db, OURS, IDA).await.unwrap(), 0);
        assert_eq!(
            headline::all(db, OURS).await.unwrap(),
            [(welds, wanted[0].clone())],
            "only what Bo's contacts do"
        );
    }
}

#[tokio::test]
async fn files_owners_and_needs_read_back() {
    for fresh in fresh().await {
        let db = &fresh.db;
        employees(db).await;
        let mut file = ContactFile {
            id: Uuid::from_u128(1).into(),
            workspace: OURS,
            user: IDA,
            sealed: "s".into(),
            created_at: at(1),
        };
        let owner = Owner {
            user: IDA,
            workspace: OURS,
            sealed: "o".into(),
            imported_at: Some(at(2)),
            changed_at: at(4),
        };
        assert_eq!(
            need::out_of_step(db, OURS).await.unwrap(),
            [job().id],
            "open, and nothing is known of it"
        );
        let tx = db.begin().await.unwrap();
        file::put(&tx, &file).await.unwrap();
        (file.id, file.created_at) = (Uuid::from_u128(2).into(), at(9));
        file::put(&tx, &file).await.unwrap();
        owner::put(&tx, &owner).await.unwrap();
        need::put(&tx, OURS, job().id, "a".into()).await.unwrap();
        need::put(&tx, OURS, job().id, "b".into()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(file::get(db, OURS, IDA).await.unwrap(), Some(file));
        assert_eq!(file::get(db, OURS, BO).await.unwrap(), None);
        assert_eq!(need::out_of_step(db, OURS).await.unwrap(), []);
        assert_eq!(owner::all(db, OURS).await.unwrap(), [owner]);
        assert!(owner::any(db, OURS).await.unwrap());
        assert_eq!(need::all(db, OURS).await.unwrap(), [(job().id, "b".into())]);
        let tx = db.begin().await.unwrap();
        need::forget_all(&tx, OURS).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(need::all(db, OURS).await.unwrap(), []);
        assert_eq!(file::prune(db, at(9)).await.unwrap(), 0);
        assert_eq!(file::prune(db, at(10)).await.unwrap(), 1);
    }
}
