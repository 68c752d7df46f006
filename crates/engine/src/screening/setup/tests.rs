//! What is missing is told and made, on both databases.

use connect::VendorError;
use model::{field::FieldKind, remote::FieldSubject};

use super::{
    choose::{Chosen, choose},
    make::make_missing,
    *,
};
use crate::{
    Error,
    outgoing::testing::{CONNECTION, synced},
};

#[tokio::test]
async fn what_is_missing_is_told_with_how_to_make_it_and_made_once() {
    for hub in synced().await {
        let (app, boss) = (&hub.app, &hub.boss);
        let before = view(app, boss, CONNECTION).await.unwrap();
        assert!(!before.is_complete() && before.can_make(), "{}", hub.kind());
        let status = before.fields.iter().find(|field| field.part == Part::Status).unwrap();
        assert_eq!(status.place, Err(Lacks::Field));
        let options = "Add “Pre_Qualified”, “Qualified”, “Not_Qualified”.";
        assert_eq!(status.by_hand, ["Make CLARA Status for Choice.", options]);
        assert_eq!(before.tags[0].by_hand, ["Make CLARA: Pre_Qualified in CLARA."]);
        assert_eq!(before.tags[0].is_there, Some(false));
        let permissions: Vec<_> = before.permissions.iter().map(|one| one.of.key.as_str()).collect();
        assert_eq!(permissions, ["write"], "others are no concern of this");

        let made = make_missing(app, boss, CONNECTION).await.unwrap();
        assert_eq!((made.made.len(), made.failed), (10, vec![]));
        let made = make_missing(app, boss, CONNECTION).await.unwrap();
        assert_eq!((made.made.len(), hub.tracker.company(|company| company.made)), (0, 10), "not twice");
        assert!(!view(app, boss, CONNECTION).await.unwrap().is_complete(), "the group is not chosen");
        let chosen = Chosen { prefix: " CLARA ".into(), group: "Blue".into(), ..Chosen::default() };
        choose(app, boss, CONNECTION, chosen).await.unwrap();
        let now = view(app, boss, CONNECTION).await.unwrap();
        assert_eq!(now.target.category.as_deref(), Some("group_blue"));
        assert!(now.is_complete() && !now.can_make());
        assert_eq!(all(app, boss).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn what_may_not_be_made_is_told_one_by_one() {
    for hub in synced().await {
        let (app, boss) = (&hub.app, &hub.boss);
        hub.tracker.company(|company| company.closed = true);
        let made = make_missing(app, boss, CONNECTION).await.unwrap();
        assert_eq!(made.failed.len(), 7, "{}: the fields; the tags were made", hub.kind());
        assert!(made.failed.iter().all(|(_, error)| matches!(error, VendorError::Forbidden(_))));
    }
}

#[tokio::test]
async fn a_field_of_another_name_is_chosen_where_it_fits() {
    for hub in synced().await {
        let (app, boss) = (&hub.app, &hub.boss);
        hub.tracker.company(|company| {
            for (name, kind) in [("Match", FieldKind::Integer), ("Since", FieldKind::Date)] {
                let (subject, options) = (FieldSubject::Application, vec![]);
                let (name, new) =
                    (name.to_owned(), model::remote::NewField { name: name.into(), subject, kind, options });
                assert_eq!(company.make_field(&new).unwrap().name, name);
            }
        });
        let setup = view(app, boss, CONNECTION).await.unwrap();
        let id = |name: &str| setup.choices.iter().find(|one| one.name == name).unwrap().external_id.clone();
        let with = |part, field: String| Chosen {
            prefix: "Look".into(),
            fields: [(part, field)].into(),
            ..Chosen::default()
        };
        for wrong in [id("Since"), "gone".into()] {
            let refused = choose(app, boss, CONNECTION, with(Part::Score, wrong)).await.unwrap_err();
            assert_eq!(refused.problems()[0].field, "score", "{}", hub.kind());
        }
        choose(app, boss, CONNECTION, with(Part::Score, id("Match"))).await.unwrap();
        let now = view(app, boss, CONNECTION).await.unwrap();
        assert_eq!(now.fields[0].place.as_ref().unwrap().name, "Match");
        assert_eq!(now.fields[1].name, "Look Status");
        let refused = choose(app, boss, CONNECTION, Chosen::default()).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "a prefix is needed");
    }
}
