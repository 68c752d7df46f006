//! What the set is made of: trades, with skills and the ways people write them. All people and firms are invented.

/// A skill, its other name, something narrower that implies it, and a sentence in which its name means another thing.
pub struct Skill {
    pub name: &'static str,
    pub alias: &'static str,
    pub narrower: &'static str,
    pub other_sense: &'static str,
}

/// A trade.
pub struct Trade {
    pub title: &'static str,
    pub title_like: &'static str,
    pub title_below: &'static str,
    pub other_title: &'static str,
    pub skills: [Skill; 5],
    pub field: &'static str,
    pub field_kin: &'static str,
    pub certificate: [&'static str; 2],
    pub filler: [&'static str; 4],
}

const fn skill(
    name: &'static str,
    alias: &'static str,
    narrower: &'static str,
    other_sense: &'static str,
) -> Skill {
    Skill { name, alias, narrower, other_sense }
}

pub const TRADES: [Trade; 5] = [
    Trade {
        title: "Software Engineer",
        title_like: "Sr. Software Developer",
        title_below: "Software Engineer Intern",
        other_title: "Office Clerk",
        skills: [
            skill(
                "SQL",
                "structured query language",
                "PostgreSQL",
                "The manual of SQL Holdings Inc was rewritten",
            ),
            skill("Kubernetes", "K8s", "Helm charts", "Sold tickets for the play of that name"),
            skill("Go", "Golang", "Go programming", "Let the team go home early on Fridays"),
            skill("JavaScript", "ECMAScript", "TypeScript", "Wrote the script of a short film"),
            skill("Spring", "Spring Framework", "Spring Boot", "Opened the garden each spring"),
        ],
        field: "Computer Science",
        field_kin: "Informatics",
        certificate: ["Certified Information Systems Security Professional", "CISSP"],
        filler: [
            "Answered questions of customers",
            "Reviewed the work of others",
            "Kept the build fast",
            "Wrote the weekly report",
        ],
    },
    Trade {
        title: "Registered Nurse",
        title_like: "RN, Medical Ward",
        title_below: "Registered Nurse Trainee",
        other_title: "Hotel Receptionist",
        skills: [
            skill("Wound care", "wound dressing", "dressing changes", "Cared for plants after the storm"),
            skill("IV therapy", "intravenous therapy", "cannulation", "Went through therapy after a fall"),
            skill("Electronic health records", "EHR", "Cerner", "Kept health records of the horses on paper"),
            skill(
                "Infection control",
                "infection prevention",
                "infection control",
                "Controlled the gate at concerts",
            ),
            skill("Geriatric care", "elderly care", "dementia care", "Took care of old furniture"),
        ],
        field: "Nursing",
        field_kin: "Adult Nursing",
        certificate: ["First aid certificate", "certified in first aid"],
        filler: [
            "Talked with families",
            "Planned the night shifts",
            "Taught new colleagues",
            "Ordered supplies",
        ],
    },
    Trade {
        title: "Accountant",
        title_like: "Senior Accountant",
        title_below: "Assistant Accountant",
        other_title: "Tennis Coach",
        skills: [
            skill("Accounting", "accountancy", "accounts payable", "Gave an account of the journey"),
            skill(
                "ERP",
                "enterprise resource planning",
                "SAP S/4HANA",
                "Planned resources for a school play",
            ),
            skill("Excel", "Microsoft Excel", "pivot tables", "Helped children to excel at school"),
            skill("Taxation", "tax returns", "VAT", "Found the long drives taxing"),
            skill("Auditing", "internal audit", "SOX compliance", "Sang at an audition"),
        ],
        field: "Mathematics",
        field_kin: "Statistics",
        certificate: ["Chartered Financial Analyst", "CFA"],
        filler: [
            "Answered letters",
            "Prepared the monthly figures",
            "Met with the board",
            "Trained two colleagues",
        ],
    },
    Trade {
        title: "Shift Supervisor",
        title_like: "Supervisor of Shift",
        title_below: "Deputy Shift Supervisor",
        other_title: "Music Teacher",
        skills: [
            skill(
                "Warehousing",
                "warehouse operations",
                "order picking",
                "Sang in a band called the Warehouse Doors, long ago",
            ),
            skill(
                "Forklift operation",
                "forklift driving",
                "reach truck",
                "Set the table with forks and lifted chairs",
            ),
            skill("Lean manufacturing", "lean production", "value stream mapping", "Cooked lean meals"),
            skill("Inventory management", "stock control", "cycle counting", "Managed a rock band"),
            skill(
                "Quality control",
                "quality inspection",
                "quality checks",
                "Praised the quality of pillows",
            ),
        ],
        field: "Logistics",
        field_kin: "Supply Chain Management",
        certificate: ["NEBOSH General Certificate", "NEBOSH certificate"],
        filler: [
            "Led the early shift",
            "Planned the holidays of twenty people",
            "Walked every aisle daily",
            "Kept the yard clean",
        ],
    },
    Trade {
        title: "Sales Representative",
        title_like: "Sales Rep, North",
        title_below: "Trainee Sales Representative",
        other_title: "Gardener",
        skills: [
            skill("Salesforce", "Salesforce.com", "Sales Cloud", "Was part of the sales force of a bakery"),
            skill(
                "Negotiation",
                "contract negotiation",
                "price negotiation",
                "Sailed round a cape that is hard to pass",
            ),
            skill("Lead generation", "prospecting", "cold calling", "Restored lead windows of a church"),
            skill("Digital marketing", "online marketing", "SEO", "Repaired digital clocks"),
            skill(
                "Customer service",
                "customer support",
                "complaint handling",
                "Was a customer of many firms",
            ),
        ],
        field: "Business Administration",
        field_kin: "Business",
        certificate: ["Certified Scrum Master", "CSM"],
        filler: [
            "Drove through the north of the country",
            "Kept the calendar of the team",
            "Wrote offers",
            "Spoke at fairs",
        ],
    },
];
