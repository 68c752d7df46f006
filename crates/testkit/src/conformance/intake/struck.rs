//! Each operation, cut off by each fault at its first request, at its second, and so on, then done again.

use connect::{Receipt, Result, VendorError};

use super::door::{Door, WORDS, user};

/// The faults that strike each request of each operation in turn.
const FAULTS: [&str; 9] =
    ["drop_after", "cut_body", "malformed", "drop_before", "refuse", "429", "500", "503", "expired_key"];

/// More requests than this no operation makes.
const MOST_REQUESTS: usize = 12;

/// The operations that write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operation {
    Save,
    Enter,
    Attach,
    Note,
    AddUser,
}

impl Operation {
    const ALL: [Self; 5] = [Self::Save, Self::Enter, Self::Attach, Self::Note, Self::AddUser];
}

pub async fn struck(door: &Door) {
    let mut guest = 100;
    for operation in Operation::ALL {
        for fault in FAULTS {
            for request in 1.. {
                assert!(request <= MOST_REQUESTS, "{operation:?} makes more than {MOST_REQUESTS} requests");
                guest += 1;
                if !cut_off(door, operation, fault, request, guest).await {
                    break;
                }
            }
        }
    }
}

/// Whether the fault struck.
async fn cut_off(door: &Door, operation: Operation, fault: &str, request: usize, guest: usize) -> bool {
    let when = format!("{operation:?} with {fault} at request {request}");
    let id = match operation {
        Operation::Save | Operation::AddUser => String::new(),
        _ => door.save(guest, None, &door.to_prospects()).await.unwrap().external_id,
    };
    let known = door.struck().await;
    door.faults(&format!("{fault}@{request}")).await;
    let outcome = perform(door, operation, guest, &id).await;
    door.faults("").await;
    let hit = door.struck().await > known;
    let there = count(door, operation, guest, &id);
    match &outcome {
        Ok(_) => assert_eq!(there, 1, "{when}: said to be done"),
        Err(VendorError::Uncertain(_)) => {}
        Err(VendorError::Unavailable(_) | VendorError::RateLimited(_)) => {
            assert_eq!(there, 0, "{when}: done, and yet {outcome:?}");
        }
        Err(VendorError::Auth(_)) if fault == "expired_key" => assert_eq!(there, 0, "{when}"),
        Err(error) => panic!("{when}: {error:?}"),
    }
    assert!(hit || outcome.is_ok(), "{when}: nothing was struck, and yet {outcome:?}");
    perform(door, operation, guest, &id).await.unwrap_or_else(|error| panic!("{when}: again: {error}"));
    assert_eq!(count(door, operation, guest, &id), 1, "{when}: again");
    hit
}

async fn perform(door: &Door, operation: Operation, guest: usize, id: &str) -> Result<Receipt> {
    match operation {
        Operation::Save => door.save(guest, None, &door.to_job()).await,
        Operation::Enter => door.enter(guest, id, &door.to_job()).await,
        Operation::Attach => door.attach(guest, id).await,
        Operation::Note => door.note(guest, id).await,
        Operation::AddUser => door.add_user(guest).await,
    }
}

/// How many there are of what the operation makes.
fn count(door: &Door, operation: Operation, guest: usize, id: &str) -> usize {
    let guests = door.guests;
    door.read(|documents| match operation {
        Operation::Save => (guests.people)(documents, &super::door::email(guest)).len(),
        // Beside the prospect that they were before.
        Operation::Enter => (guests.applications)(documents, id) - 1,
        Operation::Attach => (guests.files)(documents, id),
        Operation::Note => (guests.remarks)(documents, id, WORDS),
        Operation::AddUser => (guests.users)(documents, &user(guest).email),
    })
}
