//! Carrying changes: once, and never over somebody else's.

use connect::{Outcome, VendorError, ats::Ask};
use model::{
    field::FieldKind,
    remote::{
        FieldSubject, OwnTag, OwnValue, RecordKind, RemoteApplication, RemoteChange, RemoteRecord, RemoteTag,
        RemoteValue,
    },
};

use super::{house::House, making};

/// The faults that strike each request of each change in turn.
const FAULTS: [&str; 9] =
    ["drop_after", "cut_body", "malformed", "drop_before", "refuse", "429", "500", "503", "expired_key"];

/// More requests than this no change makes.
const MOST_REQUESTS: usize = 12;

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Move,
    Comment,
    AddTag,
    RemoveTag,
    SetField,
    EmptyField,
    FillFields,
    OneTag,
}

impl Kind {
    const ALL: [Self; 8] = [
        Self::Move,
        Self::Comment,
        Self::AddTag,
        Self::RemoveTag,
        Self::SetField,
        Self::EmptyField,
        Self::FillFields,
        Self::OneTag,
    ];
}

const WORDS: &str = "Spoke on the phone.\nKeen on mornings.";

/// What the changes are made of.
struct Given {
    /// A label that somebody has.
    tag: RemoteTag,
    /// A field of applications for a line of text.
    field: String,
    /// A field of applications with the choices `Good` and `Bad`.
    choice: String,
}

impl Given {
    async fn of(house: &House) -> Self {
        let choice = making::choosing("Look of things", &["Good", "Bad"]);
        let choice = house.ats().make_field(house.ctx(), &choice).await.unwrap().external_id;
        Self { tag: tag(house).await, field: field(house).await, choice }
    }

    /// Our own values, over those that are known.
    fn values(&self, line: &str, choice: &str, known: [&str; 2]) -> RemoteChange {
        let own = |field: &String, value: &str, known: &str| OwnValue {
            field: field.clone(),
            value: value.into(),
            known: vec![known.into()],
        };
        RemoteChange::FillFields(vec![own(&self.field, line, known[0]), own(&self.choice, choice, known[1])])
    }

    /// One of our own labels, in the group of the one that somebody has.
    fn own(&self, name: &str) -> RemoteTag {
        RemoteTag { name: format!("Ours: {name}"), category: self.tag.category.clone() }
    }

    fn one(&self, name: &str, known: &[Option<&str>]) -> RemoteChange {
        let of = ["Good", "Bad", "Mixed"].map(|name| self.own(name)).to_vec();
        let known = known.iter().map(|name| name.map(|name| self.own(name))).collect();
        RemoteChange::OneTag(OwnTag { tag: Some(self.own(name)), of, known })
    }
}

/// A change of that kind, with what has to be there before it.
async fn prepared(house: &House, given: &Given, kind: Kind, id: &str) -> RemoteChange {
    match kind {
        Kind::Move => {
            let application = house.application(id).await;
            let job = house.ats().fetch(house.ctx(), RecordKind::Job, &application.job).await.unwrap();
            let Ok(RemoteRecord::Job(job)) = job.record else { panic!("{:?}", job.record) };
            let to = job.stages.into_iter().find(|stage| stage.external_id != application.stage);
            RemoteChange::Move {
                from: application.stage,
                to: to.expect("there is another stage").external_id,
            }
        }
        Kind::Comment => RemoteChange::Comment { text: WORDS.into() },
        Kind::AddTag | Kind::RemoveTag => {
            let (there, tag) = (kind == Kind::RemoveTag, given.tag.clone());
            let (add, remove) = (RemoteChange::AddTag(tag.clone()), RemoteChange::RemoveTag(tag));
            house.change(id, if there { &add } else { &remove }, &[]).await.unwrap();
            if there { remove } else { add }
        }
        Kind::SetField | Kind::EmptyField => {
            let (there, field) = (kind == Kind::EmptyField, &given.field);
            let set = |value: &str| {
                RemoteChange::SetField(RemoteValue { field: field.clone(), value: value.into() })
            };
            house.change(id, &if there { set("EMP-17") } else { set("") }, &[]).await.unwrap();
            if there { set("") } else { set("EMP-17") }
        }
        Kind::FillFields => {
            for field in [&given.field, &given.choice] {
                let none = RemoteValue { field: field.clone(), value: String::new() };
                house.change(id, &RemoteChange::SetField(none), &[]).await.unwrap();
            }
            given.values("EMP-17", "Good", ["", ""])
        }
        Kind::OneTag => {
            let before = given.one("Bad", &[None]);
            house.change(id, &before, &[]).await.unwrap();
            given.one("Good", &[Some("Bad")])
        }
    }
}

async fn tag(house: &House) -> RemoteTag {
    for kind in [RecordKind::Application, RecordKind::Candidate] {
        let ask = Ask { kind, changed_after: None, cursor: None };
        let tags = house.page(ask).await.unwrap().records.into_iter().find_map(|one| match one.record {
            Ok(RemoteRecord::Application(application)) => application.tags.into_iter().next(),
            Ok(RemoteRecord::Candidate(candidate)) => candidate.tags.into_iter().next(),
            _ => None,
        });
        if let Some(tag) = tags {
            return tag;
        }
    }
    panic!("nobody has a label")
}

/// The labels of an application, and of its person where the system labels people.
async fn tags(house: &House, application: &RemoteApplication) -> Vec<RemoteTag> {
    let person = house.ats().fetch(house.ctx(), RecordKind::Candidate, &application.candidate).await.unwrap();
    let Ok(RemoteRecord::Candidate(person)) = person.record else { panic!("{:?}", person.record) };
    [application.tags.clone(), person.tags].concat()
}

async fn field(house: &House) -> String {
    let fields = house.ats().fields(house.ctx()).await.unwrap().fields;
    let fits = |field: &model::remote::RemoteField| {
        let line = field.subject == FieldSubject::Application && field.kind == FieldKind::ShortText;
        line && house.applicants.line.is_none_or(|name| field.name == name)
    };
    fields.into_iter().find(fits).expect("applications have a field for a line of text").external_id
}

/// Whether the change is there, once.
async fn is_there(house: &House, id: &str, change: &RemoteChange) -> bool {
    let application = house.application(id).await;
    match change {
        RemoteChange::Move { to, .. } => application.stage == *to,
        RemoteChange::Comment { text } => {
            let count = house.remarks(id, text);
            assert!(count < 2, "{count} remarks instead of one");
            count == 1
        }
        RemoteChange::AddTag(tag) => tags(house, &application).await.contains(tag),
        RemoteChange::RemoveTag(tag) => !tags(house, &application).await.contains(tag),
        RemoteChange::SetField(value) => {
            let values = application.fields.iter().filter(|there| there.field == value.field);
            let values: Vec<_> = values.map(|there| there.value.as_str()).collect();
            values == [value.value.as_str()].into_iter().filter(|value| !value.is_empty()).collect::<Vec<_>>()
        }
        RemoteChange::FillFields(own) => own.iter().all(|own| {
            let there = application.fields.iter().filter(|there| there.field == own.field);
            there.map(|there| &there.value).collect::<Vec<_>>() == [&own.value]
        }),
        RemoteChange::OneTag(own) => {
            let there = tags(house, &application).await;
            let there: Vec<_> = there.iter().filter(|tag| own.of.contains(tag)).collect();
            assert!(!there.is_empty(), "there is always one");
            there == own.tag.iter().collect::<Vec<_>>()
        }
    }
}

/// Each change twice: the second time nothing is done. The same remark for another reason is made again.
pub async fn twice(house: &House) {
    let given = Given::of(house).await;
    for kind in Kind::ALL {
        let id = house.untouched();
        let change = prepared(house, &given, kind, &id).await;
        assert!(!is_there(house, &id, &change).await, "{kind:?}");
        let first = house.change(&id, &change, &[]).await.unwrap();
        assert!(first.outcome != Outcome::AlreadyThere && is_there(house, &id, &change).await, "{kind:?}");
        let again = house.change(&id, &change, &[]).await.unwrap();
        assert_eq!(again.outcome, Outcome::AlreadyThere, "{kind:?}");
        assert!(is_there(house, &id, &change).await, "{kind:?}");
        if kind == Kind::Comment {
            assert_eq!(again.external_id, first.external_id);
            let other = house.change(&id, &change, std::slice::from_ref(&first.external_id)).await.unwrap();
            assert!(other.outcome == Outcome::Created && other.external_id != first.external_id);
            assert_eq!(house.remarks(&id, WORDS), 2);
        }
    }
}

/// An application that somebody moved meanwhile is left where it is.
pub async fn never_over_somebody_elses(house: &House) {
    let (id, given) = (house.untouched(), Given::of(house).await);
    let RemoteChange::Move { from, to } = prepared(house, &given, Kind::Move, &id).await else {
        unreachable!()
    };
    let stale = RemoteChange::Move { from: to, to: "987654321".into() };
    let refused = house.change(&id, &stale, &[]).await;
    assert!(matches!(refused, Err(VendorError::Conflict(_))), "{refused:?}");
    assert_eq!(house.application(&id).await.stage, from);
}

/// What is ours is put over what was ours, and never over what a person wrote or set there.
pub async fn what_is_ours_is_put_over_ours_only(house: &House) {
    let (id, given) = (house.untouched(), Given::of(house).await);
    let first = prepared(house, &given, Kind::FillFields, &id).await;
    house.change(&id, &first, &[]).await.unwrap();
    let theirs = RemoteValue { field: given.choice.clone(), value: "Bad".into() };
    house.change(&id, &RemoteChange::SetField(theirs.clone()), &[]).await.unwrap();
    let done = house.change(&id, &given.values("EMP-18", "Good", ["EMP-17", "Good"]), &[]).await.unwrap();
    let there = house.application(&id).await.fields;
    assert!(there.contains(&RemoteValue { field: given.field.clone(), value: "EMP-18".into() }), "{there:?}");
    assert!(there.contains(&theirs), "{there:?}");
    assert_eq!((done.outcome, done.left), (Outcome::Updated, vec![given.choice.clone()]));
    let emptied = house.change(&id, &given.values("", "", ["EMP-18", "Good"]), &[]).await.unwrap();
    assert_eq!(emptied.left, [given.choice.as_str()]);
    let there = house.application(&id).await.fields;
    assert!(there.iter().all(|value| value.field != given.field) && there.contains(&theirs), "{there:?}");

    let id = house.untouched();
    house.change(&id, &given.one("Bad", &[None]), &[]).await.unwrap();
    let left = house.change(&id, &given.one("Good", &[None]), &[]).await.unwrap();
    assert_eq!((left.outcome, left.left), (Outcome::AlreadyThere, vec![given.own("Bad").name]));
    assert!(is_there(house, &id, &given.one("Bad", &[])).await);
    house.change(&id, &RemoteChange::RemoveTag(given.own("Bad")), &[]).await.unwrap();
    let left = house.change(&id, &given.one("Good", &[Some("Bad")]), &[]).await.unwrap();
    assert_eq!(left.outcome, Outcome::AlreadyThere, "somebody took ours away");
}

/// Each change, cut off by each fault at its first request, at its second, and so on, then done again.
pub async fn struck(house: &House) {
    let given = Given::of(house).await;
    for kind in Kind::ALL {
        for fault in FAULTS {
            for request in 1.. {
                assert!(request <= MOST_REQUESTS, "{kind:?} makes more than {MOST_REQUESTS} requests");
                if !cut_off(house, &given, kind, fault, request).await {
                    break;
                }
            }
        }
    }
}

/// Whether the fault struck.
async fn cut_off(house: &House, given: &Given, kind: Kind, fault: &str, request: usize) -> bool {
    let when = format!("{kind:?} with {fault} at request {request}");
    let id = house.untouched();
    let change = prepared(house, given, kind, &id).await;
    let known = house.struck().await;
    house.faults(&format!("{fault}@{request}")).await;
    let outcome = house.change(&id, &change, &[]).await;
    house.faults("").await;
    let hit = house.struck().await > known;
    let there = is_there(house, &id, &change).await;
    match &outcome {
        Ok(_) => assert!(there, "{when}: said to be done, and is not"),
        Err(VendorError::Uncertain(_)) => {}
        Err(VendorError::Unavailable(_) | VendorError::RateLimited(_)) => {
            assert!(!there, "{when}: done, and yet {outcome:?}");
        }
        Err(VendorError::Auth(_)) if fault == "expired_key" => assert!(!there, "{when}"),
        Err(error) => panic!("{when}: {error:?}"),
    }
    assert!(hit || outcome.is_ok(), "{when}: nothing was struck, and yet {outcome:?}");
    house.change(&id, &change, &[]).await.unwrap_or_else(|error| panic!("{when}: again: {error}"));
    assert!(is_there(house, &id, &change).await, "{when}: again");
    hit
}
