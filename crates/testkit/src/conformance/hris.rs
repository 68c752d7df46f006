//! What every HR system's connector keeps: each operation may be done twice, each may be cut off at any request by
//! any fault, and one employee with one row a table, one file and one photo comes of it.

use connect::{Ctx, VendorError};
use model::hire::HireRecord;

use super::lookout::{Lookout, key, photo, resume};
use crate::hire::Hire;

/// The faults that strike each request of each operation in turn.
const FAULTS: [&str; 9] =
    ["drop_after", "cut_body", "malformed", "drop_before", "refuse", "429", "500", "503", "expired_key"];

/// More requests than this no operation makes.
const MOST_REQUESTS: usize = 40;

/// The operations in the order in which a hand-off does them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operation {
    Find,
    Create,
    Update,
    PutJob,
    Attach,
    SetPhoto,
    ReadBack,
}

impl Operation {
    const ALL: [Self; 7] =
        [Self::Find, Self::Create, Self::Update, Self::PutJob, Self::Attach, Self::SetPhoto, Self::ReadBack];
}

/// Runs the suite for one vendor.
///
/// # Panics
/// Where the connector or the sandbox does not keep what it must.
pub async fn hris(vendor: &str) {
    let lookout = Lookout::of(vendor).await;
    twice(&lookout).await;
    let mut number = 100;
    for operation in Operation::ALL {
        for fault in FAULTS {
            number = struck(&lookout, operation, fault, number).await;
        }
    }
}

/// Everything twice, without faults.
async fn twice(lookout: &Lookout) {
    let (ctx, hire) = (lookout.ctx(), Hire::number(1));
    let record = lookout.record(&hire).await;
    let (hris, key) = (lookout.hris(), key(&hire));
    let who = hris.identity(&record);
    assert_eq!(hris.find(&ctx, &who).await, Ok(vec![]), "nobody is there before");
    let id = hris.create(&ctx, &key, &record).await.unwrap().external_id;
    let again = hris.create(&ctx, &key, &record).await;
    assert!(
        matches!(&again, Err(VendorError::Conflict(_)))
            || again.as_ref().is_ok_and(|there| there.external_id == id),
        "a second create is refused or gives the first: {again:?}"
    );
    for _ in 0..2 {
        let found = hris.find(&ctx, &who).await.unwrap();
        assert_eq!(found.iter().map(|one| &one.external_id).collect::<Vec<_>>(), [&id]);
        hris.update(&ctx, &key, &id, &record).await.unwrap();
        hris.put_job(&ctx, &key, &id, &record).await.unwrap();
        hris.attach(&ctx, &key, &id, &resume(&hire)).await.unwrap();
        hris.set_photo(&ctx, &key, &id, &photo(&hire)).await.unwrap();
        assert_eq!(hris.read_back(&ctx, &id, &record).await.unwrap(), record, "all that was sent is there");
    }
    let there = lookout.only(&hire, "everything twice");
    assert_eq!((&there.id, there.files, there.photo), (&id, 1, true));
    assert!(there.rows.iter().all(|rows| *rows == 1), "one row a table, not {:?}", there.rows);
}

/// One operation, cut off by a fault at its first request, at its second, and so on, then done again. Gives the
/// number of the next hire.
async fn struck(lookout: &Lookout, operation: Operation, fault: &str, first: usize) -> usize {
    for request in 1..=MOST_REQUESTS {
        let hire = Hire::number(first + request);
        let when = format!("{operation:?} with {fault} at request {request}");
        let ctx = lookout.ctx();
        let record = lookout.record(&hire).await;
        let id = before(lookout, &ctx, operation, &hire, &record).await;
        let known = lookout.struck().await;
        lookout.faults(&format!("{fault}@{request}")).await;
        let outcome = perform(lookout, &ctx, operation, &hire, &record, &id).await;
        lookout.faults("").await;
        let hit = lookout.struck().await > known;
        judge(lookout, operation, fault, hit, &outcome, &hire, &when);
        again(lookout, &ctx, operation, &hire, &record, &when).await;
        if !hit {
            return first + request;
        }
    }
    panic!("{operation:?} makes more than {MOST_REQUESTS} requests");
}

/// What a hand-off did before it came to the operation; gives the employee's number, once there is one.
async fn before(
    lookout: &Lookout,
    ctx: &Ctx,
    operation: Operation,
    hire: &Hire,
    record: &HireRecord,
) -> String {
    if operation == Operation::Create {
        return String::new();
    }
    let id = lookout.hris().create(ctx, &key(hire), record).await.unwrap().external_id;
    if operation == Operation::ReadBack {
        lookout.hris().put_job(ctx, &key(hire), &id, record).await.unwrap();
    }
    id
}

async fn perform(
    lookout: &Lookout,
    ctx: &Ctx,
    operation: Operation,
    hire: &Hire,
    record: &HireRecord,
    id: &str,
) -> Result<(), VendorError> {
    let (hris, key) = (lookout.hris(), key(hire));
    match operation {
        Operation::Find => {
            let found = hris.find(ctx, &hris.identity(record)).await?;
            assert_eq!(found.len(), 1, "a look that came to its end saw who is there");
        }
        Operation::Create => drop(hris.create(ctx, &key, record).await?),
        Operation::Update => drop(hris.update(ctx, &key, id, record).await?),
        Operation::PutJob => drop(hris.put_job(ctx, &key, id, record).await?),
        Operation::Attach => drop(hris.attach(ctx, &key, id, &resume(hire)).await?),
        Operation::SetPhoto => drop(hris.set_photo(ctx, &key, id, &photo(hire)).await?),
        Operation::ReadBack => {
            assert_eq!(hris.read_back(ctx, id, record).await?, *record, "what was read is what is there");
        }
    }
    Ok(())
}

/// Whether the outcome tells the truth about what happened.
fn judge(
    lookout: &Lookout,
    operation: Operation,
    fault: &str,
    hit: bool,
    outcome: &Result<(), VendorError>,
    hire: &Hire,
    when: &str,
) {
    if !hit {
        assert_eq!(*outcome, Ok(()), "{when}: nothing was struck");
        return;
    }
    match (fault, outcome) {
        // A refused key may be answered by asking elsewhere, as a look does; it never counts as done wrongly.
        ("expired_key", outcome) => {
            assert!(matches!(outcome, Ok(()) | Err(VendorError::Auth(_))), "{when}: {outcome:?}");
        }
        ("429", Err(error)) => assert!(matches!(error, VendorError::RateLimited(_)), "{when}: {error:?}"),
        _ => {}
    }
    if operation != Operation::Create {
        return;
    }
    // The one lie that would make somebody twice: “not written”, where it was.
    let (written, said) = (!lookout.employees(hire).is_empty(), outcome);
    match said {
        Ok(()) => assert!(written, "{when}: said to be made, and nobody is there"),
        Err(VendorError::Uncertain(_)) => {}
        Err(error) => assert!(!written, "{when}: made, and yet the answer was {error:?}"),
    }
}

/// The operation again without faults, as the next run of the hand-off does it: it looks before it creates.
async fn again(
    lookout: &Lookout,
    ctx: &Ctx,
    operation: Operation,
    hire: &Hire,
    record: &HireRecord,
    when: &str,
) {
    let hris = lookout.hris();
    let found = hris.find(ctx, &hris.identity(record)).await.unwrap();
    let id = match found.as_slice() {
        [] => hris.create(ctx, &key(hire), record).await.unwrap().external_id,
        [one] => one.external_id.clone(),
        many => panic!("{when}: {} people were found", many.len()),
    };
    if operation != Operation::Create && operation != Operation::Find {
        perform(lookout, ctx, operation, hire, record, &id)
            .await
            .unwrap_or_else(|error| panic!("{when}: {error}"));
    }
    let there = lookout.only(hire, when);
    assert_eq!(there.id, id, "{when}");
    assert!(there.files <= 1, "{when}: {} files", there.files);
    assert!(there.rows.iter().all(|rows| *rows <= 1), "{when}: rows {:?}", there.rows);
    match operation {
        Operation::PutJob => {
            assert!(there.rows.iter().all(|rows| *rows == 1), "{when}: rows {:?}", there.rows)
        }
        Operation::Attach => assert_eq!(there.files, 1, "{when}"),
        Operation::SetPhoto => assert!(there.photo, "{when}"),
        _ => {}
    }
}
