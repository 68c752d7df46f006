//! The six jobs, and the two workflows their applications move through.

use model::job::StageKind;

/// The stages, in order, that a job's applications move through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Workflow {
    /// The name people read.
    pub name: &'static str,
    /// Name and meaning of each stage.
    pub stages: &'static [(&'static str, StageKind)],
}

/// A job with its pay and its applicants' numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job {
    /// The title shown to candidates.
    pub title: &'static str,
    /// The department that hires, in the words of the company's HR system like all that follows.
    pub department: &'static str,
    /// The division.
    pub division: &'static str,
    /// Where the work is done.
    pub location: &'static str,
    /// How the hired will be employed.
    pub employment_type: &'static str,
    /// The index of its workflow in [`WORKFLOWS`].
    pub workflow: usize,
    /// What the work is, in paragraphs parted by an empty line.
    pub description: &'static str,
    /// The index of whom the hired will report to in [`super::company::TEAM`].
    pub manager: usize,
    /// What the job pays.
    pub pay: Pay,
    /// How many applications stand at each kind of stage, in the order of [`StageKind::ALL`].
    pub funnel: [usize; 6],
}

/// What a job pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pay {
    /// The lowest amount for a period.
    pub from: u32,
    /// The highest.
    pub to: u32,
    /// Amounts are a multiple of this above the lowest.
    pub step: u32,
    /// ISO 4217 code.
    pub currency: &'static str,
    /// What an amount is for.
    pub period: &'static str,
    /// How pay is agreed.
    pub kind: &'static str,
}

/// The workflows.
pub const WORKFLOWS: [Workflow; 2] = [
    Workflow {
        name: "Standard hiring",
        stages: &[
            ("New application", StageKind::Applied),
            ("Screening", StageKind::Review),
            ("Manager review", StageKind::Review),
            ("Phone interview", StageKind::Interview),
            ("Panel interview", StageKind::Interview),
            ("Offer", StageKind::Offer),
            ("Hired", StageKind::Hired),
            ("Rejected", StageKind::Rejected),
        ],
    },
    Workflow {
        name: "Craft hiring",
        stages: &[
            ("Applied", StageKind::Applied),
            ("Portfolio and CV review", StageKind::Review),
            ("Intro call", StageKind::Interview),
            ("Work sample", StageKind::Interview),
            ("Meet the team", StageKind::Interview),
            ("Offer out", StageKind::Offer),
            ("Hired", StageKind::Hired),
            ("Not this time", StageKind::Rejected),
        ],
    },
];

/// The jobs; each has its trade at the same position of [`super::trades::TRADES`].
pub const JOBS: [Job; 6] = [
    Job {
        title: "Senior Software Engineer",
        department: "Engineering",
        division: "EMEA",
        location: "London",
        employment_type: "Full-Time",
        workflow: 1,
        description: "You will build the fleet service that keeps eleven thousand warehouse robots moving: Rust \
            on the server, TypeScript in the control room, PostgreSQL beneath both. The team is six engineers \
            who write short designs, review each other's work the same day and carry their own pager.\n\n\
            We look for someone who has run a service in production for some years and enjoys making it dull. \
            Rust is welcome but not needed; clear writing is.",
        manager: 2,
        pay: Pay { from: 78_000, to: 98_000, step: 500, currency: "GBP", period: "Year", kind: "Salary" },
        funnel: [34, 14, 8, 1, 3, 4],
    },
    Job {
        title: "Product Designer",
        department: "Design",
        division: "EMEA",
        location: "Berlin",
        employment_type: "Full-Time",
        workflow: 1,
        description: "Warehouse crews use our tablet with gloves on, in the cold, forty times an hour. You will \
            own that surface: watch people work, sketch, prototype, test on the floor, and ship with two \
            engineers beside you.\n\n\
            Bring a portfolio that shows how a design changed after you saw it used. German helps on site \
            visits; the team works in English.",
        manager: 3,
        pay: Pay { from: 4_900, to: 6_400, step: 50, currency: "EUR", period: "Month", kind: "Salary" },
        funnel: [20, 8, 5, 1, 2, 2],
    },
    Job {
        title: "Account Executive",
        department: "Sales",
        division: "APAC",
        location: "Sydney",
        employment_type: "Full-Time",
        workflow: 0,
        description: "You will open Australia and New Zealand for us, from the first call to the signed contract, \
            with third-party logistics firms of fifty to five hundred pickers. A pilot takes six weeks and \
            you will be on the floor for its first and last day.\n\n\
            Three years of closing mid-market deals matter more to us than knowing robots.",
        manager: 4,
        pay: Pay { from: 112_000, to: 138_000, step: 1_000, currency: "AUD", period: "Year", kind: "Salary" },
        funnel: [17, 7, 4, 1, 2, 1],
    },
    Job {
        title: "Customer Success Manager",
        department: "Customer Success",
        division: "North America",
        location: "New York",
        employment_type: "Full-Time",
        workflow: 0,
        description: "Twenty customers from Newark to Chicago will know your name. You bring their sites live, \
            read their throughput before they do, and tell our product team plainly what gets in the way.\n\n\
            You have looked after complex accounts before, like travelling about a week a month, and can \
            explain a chart to a shift lead and to a finance director.",
        manager: 5,
        pay: Pay { from: 92_000, to: 118_000, step: 1_000, currency: "USD", period: "Year", kind: "Salary" },
        funnel: [16, 6, 3, 1, 2, 1],
    },
    Job {
        title: "People Partner",
        department: "People",
        division: "EMEA",
        location: "Manchester",
        employment_type: "Part-Time",
        workflow: 0,
        description: "Our Manchester site has grown from nine people to seventy in two years. For three days a \
            week you will coach its managers, look after pay and progression rounds, and be the person whom \
            anybody can ask.\n\n\
            You know UK employment law well enough to say when we need a lawyer.",
        manager: 6,
        pay: Pay { from: 31_000, to: 38_000, step: 250, currency: "GBP", period: "Year", kind: "Salary" },
        funnel: [9, 4, 2, 0, 1, 1],
    },
    Job {
        title: "Content Marketing Manager",
        department: "Marketing",
        division: "North America",
        location: "Remote",
        employment_type: "Contractor",
        workflow: 0,
        description: "For the next year we want one customer story a fortnight that an operations director \
            would read to the end. You will interview, write, edit and measure, with a designer on call.\n\n\
            Thirty hours a week, from anywhere with four hours of overlap with New York.",
        manager: 7,
        pay: Pay { from: 52, to: 74, step: 1, currency: "USD", period: "Hour", kind: "Hourly" },
        funnel: [10, 4, 2, 1, 2, 1],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::company::TEAM;

    // The lists that a tenant of an HR system has, and so the only words that a hire may bring.
    const DEPARTMENTS: [&str; 8] =
        ["Engineering", "Product", "Design", "People", "Sales", "Customer Success", "Finance", "Marketing"];
    const LOCATIONS: [&str; 6] = ["London", "Manchester", "Berlin", "New York", "Sydney", "Remote"];
    const DIVISIONS: [&str; 3] = ["EMEA", "North America", "APAC"];
    const EMPLOYMENT_TYPES: [&str; 3] = ["Full-Time", "Part-Time", "Contractor"];
    const PAY_TYPES: [&str; 2] = ["Salary", "Hourly"];
    const PAY_PERIODS: [&str; 3] = ["Year", "Hour", "Month"];

    #[test]
    fn each_job_speaks_in_the_words_of_the_lists() {
        for job in JOBS {
            assert!(DEPARTMENTS.contains(&job.department), "{}", job.title);
            assert!(DIVISIONS.contains(&job.division), "{}", job.title);
            assert!(LOCATIONS.contains(&job.location), "{}", job.title);
            assert!(EMPLOYMENT_TYPES.contains(&job.employment_type), "{}", job.title);
            assert!(PAY_TYPES.contains(&job.pay.kind), "{}", job.title);
            assert!(PAY_PERIODS.contains(&job.pay.period), "{}", job.title);
            assert!(job.manager < TEAM.len() && job.workflow < WORKFLOWS.len(), "{}", job.title);
        }
    }

    #[test]
    fn each_workflow_has_stages_of_all_six_kinds_in_order() {
        for workflow in WORKFLOWS {
            let mut kinds: Vec<_> = workflow.stages.iter().map(|(_, kind)| *kind).collect();
            assert!(kinds.is_sorted(), "{}", workflow.name);
            kinds.dedup();
            assert_eq!(kinds, StageKind::ALL, "{}", workflow.name);
        }
    }
}
