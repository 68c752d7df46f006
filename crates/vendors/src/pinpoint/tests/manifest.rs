//! The manifest says the truth about the connector.

use crate::pinpoint::manifest;

#[test]
fn what_no_hand_off_can_do_without_is_marked() {
    let required = manifest().permission.iter().filter(|permission| permission.required);
    let required: Vec<_> = required.map(|permission| permission.key.as_str()).collect();
    assert_eq!(required, ["job.read", "application.read", "candidate.read"]);
}
