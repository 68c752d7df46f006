//! The letters of a referral, with places for what differs from one to the next.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Which letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplateKind {
    /// Asks the employee.
    Request,
    /// Reminds the employee.
    Reminder,
    /// From the employee to the person.
    Intro,
    /// From the recruiter to the person, with the employee's name.
    Mention,
    /// From the recruiter to a person they know of, where the employee passed or did not answer.
    Fallback,
}

/// What can stand in braces, with what it is.
pub const VARIABLES: [(&str, &str); 8] = [
    ("candidate_name", "the person's name"),
    ("candidate_first_name", "the person's first name"),
    ("employee_name", "the employee's name"),
    ("recruiter_name", "the recruiter's name"),
    ("job_title", "the job's title"),
    ("company", "the company"),
    ("note", "what the recruiter wrote to the employee"),
    ("link", "the link: to answer, or to the person's own page"),
];

/// The words of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
}

impl TemplateKind {
    /// Every kind, in the order in which they may come.
    pub const ALL: [Self; 5] = [Self::Request, Self::Reminder, Self::Intro, Self::Mention, Self::Fallback];

    /// The word in the database and in a form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Reminder => "reminder",
            Self::Intro => "intro",
            Self::Mention => "mention",
            Self::Fallback => "fallback",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Request => "Request to the employee",
            Self::Reminder => "Reminder to the employee",
            Self::Intro => "The employee's introduction",
            Self::Mention => "Message that mentions the employee",
            Self::Fallback => "Message without the employee",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether the letter is of no use without the link.
    pub fn needs_link(self) -> bool {
        !matches!(self, Self::Fallback)
    }

    /// The words that are built in.
    pub fn built_in(self) -> Template {
        let (subject, body) = match self {
            Self::Request => (
                "Do you know {candidate_name}, for {job_title}?",
                "Hello {employee_name},\n\n{recruiter_name} is looking for somebody for {job_title} and thinks that you \
                 may know the right person: {candidate_name}.\n\n{note}\n\nWould you make an introduction, may we mention \
                 your name, or would you rather not? One click is enough:\n\n{link}\n\nNobody is written to before you \
                 agree.\n\n{company}\n",
            ),
            Self::Reminder => (
                "Reminder: do you know {candidate_name}, for {job_title}?",
                "Hello {employee_name},\n\na few days ago {recruiter_name} asked you about {candidate_name}, for \
                 {job_title}. An answer, whatever it is, still helps:\n\n{link}\n\n{company}\n",
            ),
            Self::Intro => (
                "{job_title} at {company}",
                "Hello {candidate_first_name},\n\nwe at {company} are looking for somebody for {job_title}, and I thought \
                 of you. Have a look; if it interests you, the page lets you say so:\n\n{link}\n\n{employee_name}\n",
            ),
            Self::Mention => (
                "{employee_name} mentioned you: {job_title} at {company}",
                "Hello {candidate_first_name},\n\n{employee_name}, who works with us, mentioned you for {job_title}. If \
                 you like, have a look and tell us whether we may put you forward:\n\n{link}\n\nNothing of yours is \
                 passed on before you agree.\n\n{recruiter_name}, {company}\n",
            ),
            Self::Fallback => (
                "{job_title} at {company}",
                "Hello {candidate_first_name},\n\nwe are looking for somebody for {job_title} and came across your \
                 profile. If it interests you, a short answer to this letter is enough.\n\n{recruiter_name}, {company}\n",
            ),
        };
        Template { subject: subject.into(), body: body.into() }
    }
}

impl Template {
    /// Whether these words can be used for that letter.
    ///
    /// # Errors
    /// The field, `subject` or `body`, and a sentence.
    pub fn check(&self, kind: TemplateKind) -> Result<(), (&'static str, String)> {
        for (field, text) in [("subject", &self.subject), ("body", &self.body)] {
            if text.trim().is_empty() {
                return Err((field, "This can't be empty.".into()));
            }
            for piece in pieces(text) {
                if let Piece::Variable(name) = piece
                    && !VARIABLES.iter().any(|(known, _)| *known == name)
                {
                    return Err((field, format!("There is nothing called “{{{name}}}” to put in.")));
                }
            }
        }
        if self.subject.contains(['\r', '\n']) {
            return Err(("subject", "A subject is one line.".into()));
        }
        if kind.needs_link() && !pieces(&self.body).any(|piece| piece == Piece::Variable("link")) {
            return Err(("body", "Put {link} where the link is to stand.".into()));
        }
        Ok(())
    }

    /// The letter, with values in place of the variables. A value is taken as it is, whatever braces it has.
    pub fn fill(&self, values: &BTreeMap<&str, String>) -> Self {
        let fill = |text: &str| {
            pieces(text)
                .map(|piece| match piece {
                    Piece::Text(text) => text.to_owned(),
                    Piece::Variable(name) => values.get(name).cloned().unwrap_or_default(),
                })
                .collect::<String>()
        };
        let subject = fill(&self.subject).split_whitespace().collect::<Vec<_>>().join(" ");
        // An empty value on a line of its own leaves no hole in the letter.
        let mut body = fill(&self.body);
        while body.contains("\n\n\n") {
            body = body.replace("\n\n\n", "\n\n");
        }
        Self { subject, body }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Variable(&'a str),
}

/// A text as runs of words and variables. Braces that hold no name are words.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let begin = rest.match_indices('{').find_map(|(at, _)| variable(&rest[at..]).map(|name| (at, name)));
        match begin {
            Some((0, name)) => {
                rest = &rest[name.len() + 2..];
                Some(Piece::Variable(name))
            }
            Some((at, _)) => {
                let (before, after) = rest.split_at(at);
                rest = after;
                Some(Piece::Text(before))
            }
            None => Some(Piece::Text(std::mem::take(&mut rest))),
        }
    })
}

/// The name of the variable with which a text begins.
fn variable(text: &str) -> Option<&str> {
    let name = text.strip_prefix('{')?.split_once('}')?.0;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_can_be_used() {
        for kind in TemplateKind::ALL {
            assert_eq!(kind.built_in().check(kind), Ok(()), "{kind:?}");
            assert_eq!(TemplateKind::parse(kind.as_str()), Some(kind));
        }
    }

    #[test]
    fn values_are_put_in_as_they_are() {
        let words = Template {
            subject: "For {candidate_name}".into(),
            body: "{note}\n\n{candidate_name}: {link} {unclosed {x y}".into(),
        };
        let values = BTreeMap::from([
            ("candidate_name", "Ida\r\nBcc: {link}".to_owned()),
            ("link", "https://gangway.example.com/r/1".to_owned()),
        ]);
        let filled = words.fill(&values);
        assert_eq!(filled.subject, "For Ida Bcc: {link}");
        assert!(filled.body.ends_with("Bcc: {link}: https://gangway.example.com/r/1 {unclosed {x y}"));
    }

    #[test]
    fn a_variable_that_does_not_exist_and_a_missing_link_are_refused() {
        let kind = TemplateKind::Intro;
        let words = |body: &str| Template { subject: "A".into(), body: body.into() };
        let (field, sentence) = words("{salary} {link}").check(kind).unwrap_err();
        assert_eq!((field, sentence.as_str()), ("body", "There is nothing called “{salary}” to put in."));
        assert!(words("Hello").check(kind).unwrap_err().1.contains("{link}"));
        assert_eq!(words("Hello").check(TemplateKind::Fallback), Ok(()));
        assert_eq!(words(" ").check(kind).unwrap_err().0, "body");
    }
}
