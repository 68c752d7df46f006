//! Who may do what. Roles are few and fixed; a page or an API route names the right it needs.

use serde::{Deserialize, Serialize};

/// What a user is to the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Connects systems, invites people, and may do all that others may.
    Administrator,
    /// Moves candidates and sends hires.
    Recruiter,
    /// Sees candidates, comments and moves them; sends nothing to other systems.
    HiringManager,
    /// Sees open jobs.
    Employee,
}

/// One thing that a role allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// See the list of jobs.
    JobsRead,
    /// Make, edit, open and close jobs.
    JobsWrite,
    /// See candidates and what is known of them.
    CandidatesRead,
    /// Make, edit, tag, import and merge candidates.
    CandidatesWrite,
    /// Comment on candidates and move them between stages.
    CandidatesMove,
    /// Send a hired candidate to another system, and answer what waits for a person.
    HandoffsSend,
    /// Answer requests for a referral, refer somebody, and see one's own referrals and bonuses.
    ReferralsOwn,
    /// Ask employees for a referral, and see how all referrals stand.
    ReferralsAsk,
    /// Connect, configure and disconnect other systems.
    IntegrationsManage,
    /// Invite people, set roles, define workflows, tags and custom fields.
    WorkspaceManage,
    /// See the talent pool, bring people into it, and take them to a job or another system.
    SourcingUse,
}

impl Role {
    /// Every role, highest first.
    pub const ALL: [Self; 4] = [Self::Administrator, Self::Recruiter, Self::HiringManager, Self::Employee];

    /// Whether this role has the right.
    pub fn may(self, right: Right) -> bool {
        match self {
            Self::Administrator => true,
            Self::Recruiter => !matches!(right, Right::IntegrationsManage | Right::WorkspaceManage),
            Self::HiringManager => {
                matches!(
                    right,
                    Right::JobsRead | Right::CandidatesRead | Right::CandidatesMove | Right::ReferralsOwn
                )
            }
            Self::Employee => matches!(right, Right::JobsRead | Right::ReferralsOwn),
        }
    }

    /// The word kept in the database and used by the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Recruiter => "recruiter",
            Self::HiringManager => "hiring_manager",
            Self::Employee => "employee",
        }
    }

    /// The name shown to a person.
    pub fn label(self) -> &'static str {
        match self {
            Self::Administrator => "Administrator",
            Self::Recruiter => "Recruiter",
            Self::HiringManager => "Hiring manager",
            Self::Employee => "Employee",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_administrator_manages_integrations() {
        let may: Vec<_> = Role::ALL.into_iter().filter(|r| r.may(Right::IntegrationsManage)).collect();
        assert_eq!(may, [Role::Administrator]);
    }

    #[test]
    fn a_hiring_manager_moves_but_does_not_send() {
        assert!(Role::HiringManager.may(Right::CandidatesMove));
        assert!(!Role::HiringManager.may(Right::HandoffsSend));
    }

    #[test]
    fn everybody_may_refer_and_recruiters_ask() {
        assert!(Role::ALL.into_iter().all(|role| role.may(Right::ReferralsOwn)));
        let may: Vec<_> = Role::ALL.into_iter().filter(|r| r.may(Right::ReferralsAsk)).collect();
        assert_eq!(may, [Role::Administrator, Role::Recruiter]);
    }

    #[test]
    fn words_read_back() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
        assert_eq!(Role::parse("owner"), None);
    }
}
