//! What people of each job's trade have done, know and have studied: the words of their résumés.

/// The words of one trade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trade {
    /// Job titles from the first to the latest.
    pub ladder: [&'static str; 4],
    /// What the person says of themselves; `{years}` stands for the years of work.
    pub summaries: [&'static str; 3],
    /// Skills, those first that candidates are tagged with.
    pub skills: [&'static str; 11],
    /// What was achieved; `{n}` stands for a number from 12 to 48.
    pub points: [&'static str; 10],
    /// Degrees that lead there.
    pub degrees: [&'static str; 4],
    /// Who employs such people.
    pub employers: [&'static str; 8],
}

/// How many of a trade's skills are tags of the company too.
pub const TAGGED_SKILLS: [usize; 6] = [4, 3, 2, 2, 2, 2];

/// The trades, at the positions of their jobs in [`super::jobs::JOBS`].
pub const TRADES: [Trade; 6] = [
    Trade {
        ladder: ["Junior Developer", "Software Engineer", "Backend Engineer", "Senior Software Engineer"],
        summaries: [
            "Engineer with {years} years of building services that other teams depend on. Happiest where a slow query, a race or an unclear error message becomes a thing of the past.",
            "Backend engineer, {years} years in. I like small pull requests, measured claims and systems that a colleague can understand at three in the morning.",
            "{years} years across payments, logistics and developer tools. I turn vague incidents into tests and large rewrites into a row of safe steps.",
        ],
        skills: [
            "Rust",
            "TypeScript",
            "Kubernetes",
            "PostgreSQL",
            "Go",
            "Python",
            "gRPC",
            "Terraform",
            "Linux",
            "Observability",
            "System design",
        ],
        points: [
            "Cut the p99 latency of the order service by {n}% by moving its hot path off a shared lock.",
            "Led the move of {n} services to Kubernetes without a maintenance window.",
            "Wrote the migration tool that split a 2 TB PostgreSQL database while it served traffic.",
            "Mentored three engineers, two of whom now lead teams of their own.",
            "Replaced a nightly batch by a stream, so that customers see stock within {n} seconds.",
            "Brought build times down from {n} minutes to six.",
            "Introduced contract tests between four teams; integration bugs fell by {n}%.",
            "Carried the pager for a service with {n} million requests a day.",
            "Designed the retry and idempotency rules that ended double charges.",
            "Wrote the on-call handbook that the whole department now uses.",
        ],
        degrees: [
            "BSc Computer Science",
            "MEng Software Engineering",
            "BSc Mathematics",
            "MSc Distributed Systems",
        ],
        employers: [
            "Harbourline Freight",
            "Quillpay",
            "Brightmoor Software",
            "Tessellate Labs",
            "Ostrava Data",
            "Fernhill Energy",
            "Cobalt & Rye",
            "Parcelwise",
        ],
    },
    Trade {
        ladder: ["Visual Designer", "UI Designer", "UX Designer", "Product Designer"],
        summaries: [
            "Product designer with {years} years between research and interface. I prototype early, test with real people and keep what survives.",
            "I design tools for people who are busy with something else. {years} years in logistics, health and public services.",
            "Designer, {years} years, at home in the grey area between a user's words and a team's backlog.",
        ],
        skills: [
            "Figma",
            "User research",
            "Design systems",
            "Prototyping",
            "Accessibility",
            "Interaction design",
            "Usability testing",
            "HTML and CSS",
            "Service design",
            "Illustration",
            "Workshop facilitation",
        ],
        points: [
            "Redesigned the returns flow; completed tasks rose by {n}%.",
            "Ran {n} contextual interviews in depots and wrote them up for the whole company.",
            "Built the design system that five product teams now share.",
            "Brought the mobile app to WCAG 2.2 AA together with two engineers.",
            "Halved onboarding from {n} screens by asking only for what is used.",
            "Set up weekly usability sessions that product managers attend by choice.",
            "Designed a scanner interface that is used with gloves and one hand.",
            "Reduced support tickets about billing by {n}% with clearer wording.",
            "Hired and looked after two junior designers.",
            "Moved the team's files from three tools into one library.",
        ],
        degrees: ["BA Interaction Design", "BA Graphic Design", "MA Human-Centred Design", "BSc Psychology"],
        employers: [
            "Studio Halden",
            "Mapleworks",
            "Kiez Mobil",
            "Lumen Health",
            "Paperbark",
            "Fjord & Field",
            "Openway Transit",
            "Nimbus Retail",
        ],
    },
    Trade {
        ladder: [
            "Sales Development Representative",
            "Inside Sales Representative",
            "Account Manager",
            "Account Executive",
        ],
        summaries: [
            "Seller with {years} years in business software. I qualify hard, write everything down and bring the customer's finance team in early.",
            "{years} years of mid-market selling in logistics and retail, with most of my deals from referrals.",
            "I sell to operations people because they say what they think. {years} years, new business and expansion.",
        ],
        skills: [
            "Salesforce",
            "Negotiation",
            "Pipeline management",
            "Discovery calls",
            "MEDDICC",
            "Forecasting",
            "Tender responses",
            "Contract terms",
            "Presenting",
            "Partner sales",
            "Territory planning",
        ],
        points: [
            "Closed {n} new customers in a year, the most in the region.",
            "Reached 1{n}% of quota in the last full year.",
            "Shortened the sales cycle by {n} days with a two-page pilot agreement.",
            "Won the company's largest public tender to date.",
            "Grew the territory's pipeline by {n}% through a partner programme.",
            "Trained four new starters in discovery calls.",
            "Rebuilt the Salesforce stages so that the forecast came within 5%.",
            "Turned a lost account into a three-year contract.",
            "Ran {n} site visits with engineers to prove the case.",
            "Introduced deal reviews that ended late-quarter discounts.",
        ],
        degrees: ["BCom Marketing", "BBus International Business", "BA Economics", "BCom Commerce"],
        employers: [
            "Southern Cross Software",
            "Kelpie Logistics",
            "Ironbark Systems",
            "Bluegum Finance",
            "Tideline Media",
            "Wattle & Co",
            "Harbour Analytics",
            "Outback Freight",
        ],
    },
    Trade {
        ladder: [
            "Support Specialist",
            "Onboarding Specialist",
            "Customer Success Associate",
            "Customer Success Manager",
        ],
        summaries: [
            "Customer success manager, {years} years. I keep a short list of what each customer came for, and check it every month.",
            "{years} years of bringing software live in places with concrete floors and shift patterns.",
            "I look after accounts as if renewal were tomorrow. {years} years in support, onboarding and success.",
        ],
        skills: [
            "Renewals",
            "Onboarding",
            "Account planning",
            "SQL",
            "Executive reviews",
            "Change management",
            "Training",
            "Gainsight",
            "Zendesk",
            "Data storytelling",
            "Escalations",
        ],
        points: [
            "Looked after {n} accounts with a net retention of 1{n}%.",
            "Brought time to first value down from {n} weeks to five.",
            "Set up a health score that foresaw nine of ten cancellations.",
            "Trained {n} site leads in person across seven states.",
            "Wrote the playbook for escalations that three regions adopted.",
            "Recovered a seven-figure account after a failed rollout.",
            "Cut first-response time by {n}% without adding people.",
            "Ran quarterly reviews with operations and finance at one table.",
            "Gave product the {n} requests that mattered, with numbers.",
            "Started the customer council, now in its third year.",
        ],
        degrees: [
            "BA Communications",
            "BS Business Administration",
            "BS Industrial Engineering",
            "BA Sociology",
        ],
        employers: [
            "Hudson Workflow",
            "Beacon Supply",
            "Larkspur Cloud",
            "Midtown Metrics",
            "Granite Health",
            "Yellow Door",
            "Packline",
            "Copperfield Systems",
        ],
    },
    Trade {
        ladder: ["HR Assistant", "HR Advisor", "Senior HR Advisor", "HR Business Partner"],
        summaries: [
            "People partner with {years} years in growing companies. Managers call me before they act, which is the point.",
            "{years} years from payroll to partnering; calm with hard conversations and exact with letters.",
            "HR generalist, {years} years, with a weakness for well-made policies of one page.",
        ],
        skills: [
            "Employment law",
            "Coaching",
            "Employee relations",
            "Pay reviews",
            "Absence management",
            "Recruitment",
            "HR systems",
            "Organisation design",
            "Mediation",
            "Payroll",
            "Policy writing",
        ],
        points: [
            "Coached {n} first-time managers through their first year.",
            "Brought voluntary leaving down by {n}% in eighteen months.",
            "Ran the pay review for {n}0 people without an appeal.",
            "Moved paper files of two sites into one HR system.",
            "Wrote the family leave policy that doubled the statutory minimum.",
            "Led a consultation that ended with no compulsory redundancy.",
            "Filled {n} roles in six months with a team of two.",
            "Set up mediation training; grievances fell by {n}%.",
            "Introduced stay interviews, now a habit in four departments.",
            "Negotiated a recognition agreement with the site's union.",
        ],
        degrees: [
            "BA Human Resource Management",
            "BSc Psychology",
            "LLB Law",
            "MSc Organisational Behaviour",
        ],
        employers: [
            "Pennine Mills",
            "Salford Media Group",
            "Irwell Foods",
            "Cheshire Care",
            "Redbrick Housing",
            "Tramway Retail",
            "Cottonworks",
            "Ashdown Logistics",
        ],
    },
    Trade {
        ladder: ["Copywriter", "Content Writer", "Content Strategist", "Content Marketing Manager"],
        summaries: [
            "Writer and editor, {years} years, mostly on subjects that others call dry. I interview well and cut hard.",
            "{years} years of content that sales teams forward without being asked.",
            "Former journalist turned content lead, {years} years. I measure what is read to the end.",
        ],
        skills: [
            "SEO",
            "Copywriting",
            "Interviewing",
            "Editing",
            "Content strategy",
            "Newsletters",
            "Analytics",
            "Case studies",
            "Video scripts",
            "Style guides",
            "Community",
        ],
        points: [
            "Grew organic visits by {n}% in a year with a third of the articles.",
            "Published {n} customer stories, each approved at first reading.",
            "Built a newsletter of {n} thousand readers with a 46% open rate.",
            "Wrote the style guide that product and support now share.",
            "Took over a podcast and doubled its completed listens.",
            "Edited the annual industry report, quoted by {n} publications.",
            "Led a team of four freelancers across three time zones.",
            "Rewrote the pricing page; demo requests rose by {n}%.",
            "Retired two hundred outdated pages without losing rank.",
            "Set up briefs and deadlines that writers keep.",
        ],
        degrees: ["BA Journalism", "BA English Literature", "MA Creative Writing", "BA Media Studies"],
        employers: [
            "Inkwell Press",
            "Signal & Noise",
            "The Depot Review",
            "Plainspoken",
            "Harvest Media",
            "Longhand Agency",
            "Northlight Books",
            "Field Notes Co",
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::company::TAG_CATEGORIES;

    #[test]
    fn the_tagged_skills_are_tags_of_the_company() {
        for (trade, tagged) in TRADES.iter().zip(TAGGED_SKILLS) {
            for skill in &trade.skills[..tagged] {
                assert!(TAG_CATEGORIES[0].tags.contains(skill), "{skill}");
            }
        }
    }
}
