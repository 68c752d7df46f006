//! Applications and what belongs to one.

use serde::{Deserialize, Serialize};

use super::{Text, Time, ToMany, ToOne};

/// An application's attributes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application<'a> {
    /// Who applied.
    pub candidate_id: Option<u64>,
    /// For which job.
    pub job_id: Option<u64>,
    /// Where it stands.
    pub stage_id: Option<u64>,
    /// Given name.
    #[serde(borrow)]
    pub first_name: Option<Text<'a>>,
    /// Family name.
    #[serde(borrow)]
    pub last_name: Option<Text<'a>>,
    /// What the person wants to be called.
    #[serde(borrow)]
    pub preferred_name: Option<Text<'a>>,
    /// E-mail address.
    #[serde(borrow)]
    pub email: Option<Text<'a>>,
    /// Phone number.
    #[serde(borrow)]
    pub phone: Option<Text<'a>>,
    /// `YYYY-MM-DD`.
    #[serde(borrow)]
    pub date_of_birth: Option<Text<'a>>,
    /// Address of the profile.
    #[serde(borrow)]
    pub linkedin_url: Option<Text<'a>>,
    /// What the person wrote about themselves.
    #[serde(borrow)]
    pub summary: Option<Text<'a>>,
    /// First line of the address.
    #[serde(borrow)]
    pub address1: Option<Text<'a>>,
    /// Second line of the address.
    #[serde(borrow)]
    pub address2: Option<Text<'a>>,
    /// Town.
    #[serde(borrow)]
    pub town: Option<Text<'a>>,
    /// Only in the United States.
    #[serde(borrow)]
    pub state_province: Option<Text<'a>>,
    /// Postal code.
    #[serde(borrow)]
    pub postcode: Option<Text<'a>>,
    /// Two letters.
    #[serde(borrow)]
    pub country_code: Option<Text<'a>>,
    /// In words.
    #[serde(borrow)]
    pub country_name: Option<Text<'a>>,
    /// Where the application came from, in a word of the vendor's.
    #[serde(borrow)]
    pub channel: Option<Text<'a>>,
    /// Where it came from, more closely.
    #[serde(borrow)]
    pub channel_source: Option<Text<'a>>,
    /// When the person was hired.
    pub hired_at: Option<Time>,
    /// When the person was rejected.
    pub rejected_at: Option<Time>,
    /// `YYYY-MM-DD`.
    #[serde(borrow)]
    pub start_on: Option<Text<'a>>,
    /// What another system calls it.
    #[serde(borrow)]
    pub external_system_reference: Option<Text<'a>>,
    /// When the person applied.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
    /// Its files; `None` unless they were asked for.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub attachments: Option<Vec<Attachment<'a>>>,
    /// Its labels; `None` unless they were asked for.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag<'a>>>,
}

/// An application's relationships.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApplicationRelations<'a> {
    /// For which job.
    #[serde(borrow)]
    pub job: ToOne<'a>,
    /// Where it stands.
    #[serde(borrow)]
    pub stage: ToOne<'a>,
    /// Who applied.
    #[serde(borrow)]
    pub candidate: ToOne<'a>,
    /// What was answered.
    #[serde(borrow)]
    pub answers: ToMany<'a>,
    /// What was offered.
    #[serde(borrow)]
    pub offers: ToMany<'a>,
    /// Values of the fields that administrators added.
    #[serde(borrow)]
    pub custom_attributes: ToMany<'a>,
}

/// A file. The vendor's pages name it in one way and its answers in another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment<'a> {
    /// What it is: `pdf_cv` is the résumé.
    #[serde(borrow)]
    pub context: Text<'a>,
    /// The file's name.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub filename: Option<Text<'a>>,
    /// The file's name.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text<'a>>,
    /// A link that ends soon.
    #[serde(borrow)]
    pub url: Text<'a>,
}

/// A label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag<'a> {
    /// Its name.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// The category it belongs to; one made by the company is `custom_` and its colour.
    #[serde(borrow)]
    pub context: Text<'a>,
}

/// The attributes of a question that applicants are asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question<'a> {
    /// The question.
    #[serde(borrow)]
    pub title: Text<'a>,
    /// Its place.
    pub position: Option<i64>,
}

/// The attributes of an answer: one of them holds it, depending on the question's kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answer<'a> {
    /// A text.
    #[serde(borrow)]
    pub text_answer: Option<Text<'a>>,
    /// Yes or no.
    pub boolean_answer: Option<bool>,
    /// `YYYY-MM-DD`.
    #[serde(borrow)]
    pub date_answer: Option<Text<'a>>,
    /// What was chosen.
    #[serde(borrow)]
    pub multiple_choice_answer: Option<Vec<Text<'a>>>,
    /// What the person added to it.
    #[serde(borrow)]
    pub additional_information: Option<Text<'a>>,
}

/// An answer's relationships.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerRelations<'a> {
    /// What was asked.
    #[serde(borrow)]
    pub question: ToOne<'a>,
}

/// An offer's attributes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Offer<'a> {
    /// Where it stands; the words are not documented.
    #[serde(borrow)]
    pub status: Option<Text<'a>>,
    /// What the person said to it; the words are not documented.
    #[serde(borrow)]
    pub result: Option<Text<'a>>,
    /// When the person said it.
    pub result_at: Option<Time>,
    /// `YYYY-MM-DD`.
    #[serde(borrow)]
    pub start_on: Option<Text<'a>>,
    /// Pay for a period.
    pub salary_amount: Option<f64>,
    /// Three letters.
    #[serde(borrow)]
    pub salary_currency: Option<Text<'a>>,
    /// For example `year`.
    #[serde(borrow)]
    pub salary_period: Option<Text<'a>>,
    /// What the person will be called.
    #[serde(borrow)]
    pub job_title: Option<Text<'a>>,
    /// Whose offer it is.
    pub application_id: Option<u64>,
}

/// An offer's relationships.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfferRelations<'a> {
    /// Who the person will report to.
    #[serde(borrow)]
    pub manager: ToOne<'a>,
}
