//! What every connector keeps that lets people in: each operation may be done twice and may be cut off at any request by
//! any fault, and one person with one application, one file and one remark comes of it; nothing that stood there goes.

mod door;
mod struck;

use connect::{Outcome, VendorError};
use model::newcomer::{Destination, Reach, ReachKind};

use door::{Door, WORDS, key, person, user};

/// Runs the suite for one vendor; `api` is which of its APIs is spoken, where it has several.
///
/// # Panics
/// Where the connector or the sandbox does not keep what it must.
pub async fn intake(vendor: &str, api: Option<&'static str>) {
    let door = Door::of(vendor, api).await;
    twice(&door).await;
    somebody_who_is_there(&door).await;
    without_an_address(&door).await;
    what_is_refused(&door).await;
    struck::struck(&door).await;
    // Last, because the key has lost a right from here on.
    a_right_that_goes(&door).await;
}

/// Everything twice.
async fn twice(door: &Door) {
    for (guest, arrival) in [(1, door.to_job()), (2, door.to_prospects())] {
        let search = door.intake().find(&door.ctx, &person(guest)).await.unwrap();
        assert_eq!(search.found, [], "nobody is there before");
        let made = door.save(guest, None, &arrival).await.unwrap();
        assert_eq!(made.outcome, Outcome::Created);
        let id = made.external_id;
        let again = door.save(guest, None, &arrival).await.unwrap();
        assert_eq!((again.outcome, &again.external_id), (Outcome::AlreadyThere, &id));
        let search = door.intake().find(&door.ctx, &person(guest)).await.unwrap();
        assert_eq!(search.found.iter().map(|found| &found.external_id).collect::<Vec<_>>(), [&id]);
        assert_eq!(door.enter(guest, &id, &arrival).await.unwrap().outcome, Outcome::AlreadyThere);
        for expected in [Outcome::Created, Outcome::AlreadyThere] {
            assert_eq!(door.attach(guest, &id).await.unwrap().outcome, expected);
            assert_eq!(door.note(guest, &id).await.unwrap().outcome, expected);
        }
        assert_eq!(door.people(guest), std::slice::from_ref(&id));
        let counts = door.read(|documents| {
            let guests = door.guests;
            let remarks = (guests.remarks)(documents, &id, WORDS);
            ((guests.applications)(documents, &id), (guests.files)(documents, &id), remarks)
        });
        assert_eq!(counts, (1, 1, 1), "applications, files, remarks");
        // Somebody who is a prospect, or an applicant, can become the other as well.
        let other = if guest == 1 { door.to_prospects() } else { door.to_job() };
        assert_eq!(door.enter(guest, &id, &other).await.unwrap().outcome, Outcome::Created);
        assert_eq!(door.enter(guest, &id, &other).await.unwrap().outcome, Outcome::AlreadyThere);
        assert_eq!(door.read(|documents| (door.guests.applications)(documents, &id)), 2);
    }
    let email = user(1).email;
    assert_eq!(door.intake().referrer(&door.ctx, &email).await, Ok(None));
    let made = door.add_user(1).await.unwrap();
    assert_eq!(made.outcome, Outcome::Created);
    assert_eq!(door.add_user(1).await.unwrap().outcome, Outcome::AlreadyThere);
    assert_eq!(door.intake().referrer(&door.ctx, &email).await, Ok(Some(made.external_id)));
    assert_eq!(door.read(|documents| (door.guests.users)(documents, &email)), 1);
}

/// Somebody who is there is completed, and nothing that stood there goes.
async fn somebody_who_is_there(door: &Door) {
    let id = door.save(3, None, &door.to_job()).await.unwrap().external_id;
    let before = door.read(|documents| (door.guests.contacts)(documents, &id));
    assert_eq!(before.len(), 3, "{before:?}");
    let mut more = person(3);
    more.headline = String::new();
    more.company = "Another Bakery".into();
    more.emails = vec![Reach { value: "greta@work.example.com".into(), kind: ReachKind::Work }];
    more.profiles = vec!["https://github.example/greta-holm-3".into()];
    let arrival = door.to_job();
    for expected in [Outcome::Updated, Outcome::AlreadyThere] {
        let receipt = door.intake().save(&door.ctx, &key(3), &more, Some(&id), &arrival).await.unwrap();
        assert_eq!((receipt.outcome, &receipt.external_id), (expected, &id));
        assert!(receipt.notes.iter().any(|note| note.field == "company"), "{:?}", receipt.notes);
    }
    let after = door.read(|documents| (door.guests.contacts)(documents, &id));
    assert!(before.iter().all(|known| after.contains(known)), "{before:?} became {after:?}");
    assert_eq!(after.len(), 5, "{after:?}");
    let gone = door.intake().save(&door.ctx, &key(3), &more, Some("987654321987"), &arrival).await;
    assert!(matches!(gone, Err(VendorError::NotFound(_))), "{gone:?}");
    for gone in [door.enter(3, "987654321987", &arrival).await, door.note(3, "987654321987").await] {
        assert!(matches!(gone, Err(VendorError::NotFound(_))), "{gone:?}");
    }
}

/// Somebody without an e-mail address is found again by a profile, and the look says how far it reaches.
async fn without_an_address(door: &Door) {
    let mut guest = person(4);
    guest.emails.clear();
    let arrival = door.to_job();
    let save = async || door.intake().save(&door.ctx, &key(4), &guest, None, &arrival).await.unwrap();
    let (made, again) = (save().await, save().await);
    assert_eq!((made.outcome, again.outcome), (Outcome::Created, Outcome::AlreadyThere));
    assert_eq!(made.external_id, again.external_id);
    let search = door.intake().find(&door.ctx, &guest).await.unwrap();
    assert_eq!((search.found.len(), search.notes.len()), (1, 1));
    guest.profiles.clear();
    let refused = door.intake().save(&door.ctx, &key(4), &guest, None, &arrival).await;
    assert!(matches!(refused, Err(VendorError::Rejected(_))), "{refused:?}");
}

/// A source and a job that are not there are said, and nobody is made.
async fn what_is_refused(door: &Door) {
    let mut source = door.to_job();
    source.source = Some("987654321987".into());
    let mut job = door.to_job();
    job.destination = Destination::Application { job: "987654321987".into(), stage: None };
    for (arrival, field) in [(source, "source"), (job, "job")] {
        let refused = door.save(5, None, &arrival).await;
        let Err(VendorError::Rejected(problems)) = &refused else { panic!("{field}: {refused:?}") };
        assert!(problems.iter().any(|problem| problem.field.contains(field)), "{problems:?}");
        assert_eq!(door.people(5), Vec::<String>::new());
    }
}

/// A right that is missing is named.
async fn a_right_that_goes(door: &Door) {
    door.change(door.guests.forbid);
    let refused = door.save(6, None, &door.to_job()).await;
    let names = |why: &str| door.guests.right.iter().any(|right| why.contains(right));
    assert!(matches!(&refused, Err(VendorError::Forbidden(why)) if names(why)), "{refused:?}");
    assert_eq!(door.people(6), Vec::<String>::new());
}
