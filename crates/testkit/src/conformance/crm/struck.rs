//! Each operation, cut off by each fault at its first request, at its second, and so on, then done again.

use connect::{Receipt, Result, VendorError};

use super::desk::{Desk, WORDS};

/// The faults that strike each request of each operation in turn.
const FAULTS: [&str; 9] =
    ["drop_after", "cut_body", "malformed", "drop_before", "refuse", "429", "500", "503", "expired_key"];

/// More requests than this no operation makes.
const MOST_REQUESTS: usize = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operation {
    Save,
    Put,
    Enter,
    Attach,
}

pub async fn struck(desk: &Desk) {
    let mut number = 100;
    for operation in [Operation::Save, Operation::Put, Operation::Enter, Operation::Attach] {
        for fault in FAULTS {
            for request in 1.. {
                assert!(request <= MOST_REQUESTS, "{operation:?} makes more than {MOST_REQUESTS} requests");
                number += 1;
                if !cut_off(desk, operation, fault, request, number).await {
                    break;
                }
            }
        }
    }
}

/// Whether the fault struck.
async fn cut_off(desk: &Desk, operation: Operation, fault: &str, request: usize, number: usize) -> bool {
    let when = format!("{operation:?} with {fault} at request {request}");
    let id = match operation {
        Operation::Save => String::new(),
        _ => desk.save(number).await.unwrap().external_id,
    };
    let known = desk.struck().await;
    desk.faults(&format!("{fault}@{request}")).await;
    let outcome = perform(desk, operation, number, &id).await;
    desk.faults("").await;
    let hit = desk.struck().await > known;
    let there = count(desk, operation, number, &id);
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
    perform(desk, operation, number, &id).await.unwrap_or_else(|error| panic!("{when}: again: {error}"));
    assert_eq!(count(desk, operation, number, &id), 1, "{when}: again");
    hit
}

async fn perform(desk: &Desk, operation: Operation, number: usize, id: &str) -> Result<Receipt> {
    match operation {
        Operation::Save => desk.save(number).await,
        Operation::Put => desk.put(number, id).await,
        Operation::Enter => desk.enter(number, id).await,
        Operation::Attach => desk.attach(number, id).await,
    }
}

/// How many there are of what the operation makes.
fn count(desk: &Desk, operation: Operation, number: usize, id: &str) -> usize {
    let keepers = desk.keepers;
    desk.read(|documents| match operation {
        Operation::Save => (keepers.people)(documents, &super::email(number)).len(),
        Operation::Put => (keepers.places)(documents, id),
        Operation::Enter => (keepers.entries)(documents, id, WORDS),
        Operation::Attach => (keepers.files)(documents, id),
    })
}
