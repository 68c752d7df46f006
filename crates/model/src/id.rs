//! Identifiers. One type a kind of record, so that a candidate's id is never passed for a job's.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(Self(text.parse()?))
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

ids! {
    /// A company's own space: every other record belongs to exactly one.
    WorkspaceId,
    /// Someone who can sign in.
    UserId,
    /// A user's sign-in on one device.
    SessionId,
    /// The offer of a place in the workspace, until it is accepted.
    InvitationId,
    /// A program's way to act as a user.
    ApiKeyId,
    /// A job one can be hired for.
    JobId,
    /// The set of stages a job's applications move through.
    WorkflowId,
    /// One stage of a workflow.
    StageId,
    /// A person considered for jobs.
    CandidateId,
    /// One candidate's application to one job.
    ApplicationId,
    /// A remark by a user on a candidate.
    CommentId,
    /// A group of tags that share a colour.
    TagCategoryId,
    /// A label on a candidate.
    TagId,
    /// A field that the workspace added to candidates, applications or jobs.
    CustomFieldId,
    /// A file kept with a candidate.
    AttachmentId,
    /// A saved search of the candidates list.
    SavedViewId,
    /// A file of candidates being brought in.
    ImportId,
    /// Two candidate records made one, so that it can be undone.
    MergeId,
    /// A connection to one account of one vendor.
    ConnectionId,
    /// One sending of a hired candidate to an HR system.
    HandoffId,
    /// A piece of work waiting for a worker.
    TaskId,
    /// One run that brings records of another system in step.
    RunId,
    /// A message that another system sent by itself.
    DeliveryId,
    /// A change made here that is on its way to another system.
    OutgoingId,
    /// Where what happens here is announced.
    WebhookEndpointId,
    /// What such an endpoint is told.
    WebhookMessageId,
    /// A letter to somebody by e-mail.
    LetterId,
    /// A set of questions that a job asks at a stage.
    QuestionSetId,
    /// One time that an applicant is asked a set of questions.
    FollowUpId,
    /// Somebody an employee knows.
    ContactId,
    /// A file of contacts that an employee looks at before it is brought in.
    ContactFileId,
    /// One employee's referral of one person for one job, from the request on.
    ReferralId,
    /// A person of the talent pool.
    ProfileId,
    /// What one source says of a person of the talent pool.
    PoolRecordId,
    /// Two profiles of which a person is asked whether they are one.
    PoolQuestionId,
    /// A list of people of the talent pool.
    PoolListId,
    /// A search of the talent pool under a name.
    PoolSearchId,
    /// A file of people on its way into the talent pool.
    PoolImportId,
    /// One sending of people of the talent pool into another system.
    ExportId,
    /// One person of such a sending.
    ExportItemId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_it_was_written() {
        let id = CandidateId(Uuid::from_u128(7));
        assert_eq!(id.to_string().parse::<CandidateId>().unwrap(), id);
        assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{}\"", id.0));
    }
}
