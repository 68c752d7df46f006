//! Questions that an applicant is asked by letter, and what is an answer to each.

use serde::{Deserialize, Serialize};

/// What kind of answer a question takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswerKind {
    /// Words.
    Text,
    /// One of these.
    Choice {
        /// What can be chosen.
        options: Vec<String>,
    },
    /// Yes or no.
    YesNo,
    /// A number.
    Number,
}

impl AnswerKind {
    /// Its word in forms.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Choice { .. } => "choice",
            Self::YesNo => "yes_no",
            Self::Number => "number",
        }
    }
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The question's words, by which its answer is known afterwards.
    pub text: String,
    /// What it takes.
    #[serde(flatten)]
    pub kind: AnswerKind,
    /// Whether it must be answered.
    pub required: bool,
}

/// The longest answer, in characters.
pub const LONGEST_ANSWER: usize = 4000;

impl Question {
    /// What was typed as it is kept; empty where the question may be left open and is.
    ///
    /// # Errors
    /// A sentence for the applicant.
    pub fn accept(&self, typed: &str) -> Result<String, String> {
        let typed = typed.trim();
        if typed.is_empty() {
            return if self.required {
                Err("Please answer this question.".into())
            } else {
                Ok(String::new())
            };
        }
        match &self.kind {
            AnswerKind::Text if typed.chars().count() > LONGEST_ANSWER => {
                Err(format!("Please keep the answer below {LONGEST_ANSWER} letters."))
            }
            AnswerKind::Text => Ok(typed.replace("\r\n", "\n")),
            AnswerKind::Choice { options } if options.iter().any(|option| option == typed) => {
                Ok(typed.into())
            }
            AnswerKind::Choice { .. } => Err("Please choose one of the answers.".into()),
            AnswerKind::YesNo if matches!(typed, "Yes" | "No") => Ok(typed.into()),
            AnswerKind::YesNo => Err("Please choose yes or no.".into()),
            AnswerKind::Number => {
                number(typed).ok_or_else(|| "Please write a number, such as 3 or 2.5.".into())
            }
        }
    }
}

/// A number as text without grouping.
fn number(typed: &str) -> Option<String> {
    let (digits, fraction) = typed.split_once(['.', ',']).unwrap_or((typed, ""));
    let whole = digits.strip_prefix('-').unwrap_or(digits);
    let is_number = |text: &str| text.len() <= 15 && text.bytes().all(|byte| byte.is_ascii_digit());
    // With a comma, three digits behind it could be thousands, which would be another number.
    let doubtful = typed.contains(',') && fraction.len() == 3;
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) || doubtful {
        return None;
    }
    Some(if fraction.is_empty() { digits.to_owned() } else { format!("{digits}.{fraction}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(kind: AnswerKind, required: bool) -> Question {
        Question { text: "?".into(), kind, required }
    }

    #[test]
    fn each_kind_takes_its_answers_alone() {
        let choice = question(AnswerKind::Choice { options: vec!["Days".into(), "Nights".into()] }, true);
        assert_eq!(choice.accept(" Days "), Ok("Days".into()));
        assert!(choice.accept("Never").is_err() && choice.accept("").is_err());
        let yes = question(AnswerKind::YesNo, false);
        assert_eq!((yes.accept("Yes"), yes.accept("")), (Ok("Yes".into()), Ok(String::new())));
        assert!(yes.accept("maybe").is_err());
        let text = question(AnswerKind::Text, true);
        assert_eq!(text.accept("a\r\nb"), Ok("a\nb".into()));
        assert!(text.accept(&"x".repeat(LONGEST_ANSWER + 1)).is_err());
    }

    #[test]
    fn a_number_is_read_or_refused_and_never_guessed() {
        let number = question(AnswerKind::Number, true);
        assert_eq!(number.accept("2,5"), Ok("2.5".into()));
        assert_eq!(number.accept("-3."), Ok("-3".into()));
        for doubtful in ["1,000", "1.000.000", "three", "-", "1e9", "12 000"] {
            assert!(number.accept(doubtful).is_err(), "{doubtful}");
        }
    }

    #[test]
    fn questions_keep_their_form() {
        let choice = question(AnswerKind::Choice { options: vec!["A".into()] }, true);
        let text = serde_json::to_string(&choice).unwrap();
        assert_eq!(text, r#"{"text":"?","kind":"choice","options":["A"],"required":true}"#);
        assert_eq!(serde_json::from_str::<Question>(&text).unwrap(), choice);
    }
}
