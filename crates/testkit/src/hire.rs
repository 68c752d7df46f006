//! Invented people who were hired: each with everything an HR system may ask for. The same number is always the
//! same person, and no two share a name and birth date or an address.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use jiff::{ToSpan as _, civil::date};
use model::{
    application::Offer,
    candidate::Profile,
    hire::{HireField, HireFieldKind, HireForm, HireRecord},
};

const FIRST: [&str; 16] = [
    "Maeve", "Tobias", "Ngozi", "Anders", "Lucía", "Haruki", "Zofia", "Owen", "Amara", "Elif", "Pavel",
    "Nia", "Gaspard", "Ingrid", "Rohan", "Siobhán",
];

const LAST: [&str; 17] = [
    "O'Donnell",
    "Lindgren",
    "Achebe-Cole",
    "Dvořák",
    "Fernández",
    "Tanaka",
    "Wójcik",
    "Pritchard",
    "Okonjo",
    "Yılmaz",
    "Sokolov",
    "Bevan",
    "Lefèvre",
    "Solbakken",
    "Mehta",
    "Ní Dhuibhne",
    "Hartmann",
];

const STREETS: [&str; 5] = ["Canal Wharf", "Tannery Lane", "Observatory Road", "Quayside", "Fennel Street"];

/// Someone who was hired.
#[derive(Clone, Debug)]
pub struct Hire {
    /// Which one.
    pub number: usize,
    /// What is known of the person.
    pub profile: Profile,
    /// What was offered.
    pub offer: Offer,
}

impl Hire {
    /// The person of a number.
    pub fn number(number: usize) -> Self {
        let first = FIRST[number % FIRST.len()];
        let last = LAST[number % LAST.len()];
        let born = date(1965, 1, 1) + (number as i64 % 12_000).days();
        let profile = Profile {
            first_name: first.into(),
            middle_name: "Q".into(),
            last_name: last.into(),
            preferred_name: first.chars().take(3).collect(),
            email: format!("hire{number}@example.net"),
            phone: format!("+44 7700 {:06}", 900_000 + number % 100_000),
            date_of_birth: Some(born),
            gender: if number.is_multiple_of(2) { "Female" } else { "Male" }.into(),
            address_line1: format!("{} {}", 1 + number % 90, STREETS[number % STREETS.len()]),
            city: "London".into(),
            postcode: "E8 3PN".into(),
            country: "United Kingdom".into(),
            headline: "Software Engineer".into(),
            profile_url: format!("https://profiles.example.com/{number}"),
            source: "Referral".into(),
            ..Profile::default()
        };
        let offer = Offer {
            start_date: Some(date(2027, 1, 4) + (number as i64 % 28).days()),
            job_title: "Software Engineer".into(),
            salary: format!("{}.00", 40_000 + 10 * (number % 3_000)),
            currency: "GBP".into(),
            pay_period: "Year".into(),
            pay_type: "Salary".into(),
            manager: String::new(),
        };
        Self { number, profile, offer }
    }

    /// The record with every other field filled that a person could fill: each list with one of its values, each
    /// text with a line of its own. What is there already stays, and what comes from a source that is empty for this
    /// person, such as a manager, stays empty.
    pub fn complete(&self, form: &HireForm, mut record: HireRecord) -> HireRecord {
        for (place, field) in form.fields().enumerate() {
            let free = record.get(&field.key).is_none()
                && field.fills_from.is_none()
                && field.writable != Some(false);
            if let Some(value) = free.then(|| self.value(field, place)).flatten() {
                record.set(&field.key, value);
            }
        }
        record
    }

    fn value(&self, field: &HireField, place: usize) -> Option<String> {
        let choice = |n: usize| field.choices.get(n % field.choices.len().max(1)).map(|c| c.value.clone());
        match field.kind {
            HireFieldKind::Text => Some(format!("{} {}", field.label, self.number)),
            HireFieldKind::LongText => Some(format!("{}\nof hire {}", field.label, self.number)),
            HireFieldKind::Integer => Some(self.number.to_string()),
            HireFieldKind::Decimal => Some("1.5".into()),
            HireFieldKind::Money => Some(format!("{}.00 GBP", 1_000 + self.number)),
            HireFieldKind::Boolean => Some("true".into()),
            HireFieldKind::Choice => choice(self.number + place),
            HireFieldKind::MultiChoice => choice(self.number),
            HireFieldKind::Email => Some(format!("work{}@example.com", self.number)),
            HireFieldKind::Date => self.offer.start_date.map(|day| day.to_string()),
            HireFieldKind::Phone => Some(self.profile.phone.clone()),
        }
    }

    /// The résumé: a small PDF of one page.
    pub fn resume(&self) -> Vec<u8> {
        let text = format!("BT /F1 18 Tf 72 720 Td (Resume of hire {}) Tj ET", self.number);
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
            format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        ];
        let mut pdf = "%PDF-1.4\n".to_owned();
        let mut places = vec![];
        for (number, object) in objects.iter().enumerate() {
            places.push(pdf.len());
            pdf.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
        }
        let table = pdf.len();
        pdf.push_str("xref\n0 6\n0000000000 65535 f \n");
        places.iter().for_each(|place| pdf.push_str(&format!("{place:010} 00000 n \n")));
        pdf.push_str(&format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));
        pdf.into_bytes()
    }

    /// A portrait of one colour, square and large enough for any HR system.
    ///
    /// # Panics
    /// Never: a picture in memory can be encoded.
    pub fn photo(&self) -> Vec<u8> {
        let shade = u8::try_from(self.number % 256).unwrap_or_default();
        let picture = DynamicImage::from(RgbImage::from_pixel(160, 160, Rgb([shade, 120, 180])));
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    /// Whether this person gave a photo: every other did.
    pub fn has_photo(&self) -> bool {
        self.number.is_multiple_of(2)
    }
}
