//! Words of this part's pages.

use model::job::StageKind;

/// A kind of stage, as a person calls it.
pub(super) fn kind(kind: StageKind) -> &'static str {
    match kind {
        StageKind::Applied => "Applied",
        StageKind::Review => "Review",
        StageKind::Interview => "Interview",
        StageKind::Offer => "Offer",
        StageKind::Hired => "Hired",
        StageKind::Rejected => "Rejected",
    }
}
