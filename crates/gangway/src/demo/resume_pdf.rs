//! A résumé as a PDF of one page: contact, skills and studies in a coloured column, the work beside it.
//!
//! Only the standard fonts are used, so that a file has a few kilobytes; its stream is not compressed.

use model::candidate::Profile;
use pdf_writer::{Content, Name, Pdf, Rect, Ref, Str, TextStr};

use super::{
    career::{Career, Employment},
    resume::{contact, headline, period, study_period},
    resume_pdf_text::{declare, encode, width, wrap},
};

type Colour = [f32; 3];

const REGULAR: Name = Name(b"F1");
const BOLD: Name = Name(b"F2");
const OBLIQUE: Name = Name(b"F3");
const FONTS: [(Name, &[u8]); 3] =
    [(REGULAR, b"Helvetica"), (BOLD, b"Helvetica-Bold"), (OBLIQUE, b"Helvetica-Oblique")];

const PAGE_WIDTH: f32 = 595.0;
const PAGE_HEIGHT: f32 = 842.0;
/// The coloured column's width, and the margin of its text.
const ASIDE: f32 = 190.0;
const ASIDE_LEFT: f32 = 24.0;
/// The edges of the main column.
const LEFT: f32 = 216.0;
const RIGHT: f32 = 563.0;

const INK: Colour = [0.13, 0.15, 0.17];
const GREY: Colour = [0.40, 0.43, 0.46];
const WHITE: Colour = [1.0, 1.0, 1.0];
const PALE: Colour = [0.80, 0.86, 0.89];
/// Each person's column has one of these colours.
const ACCENTS: [Colour; 5] =
    [[0.12, 0.23, 0.30], [0.13, 0.29, 0.26], [0.29, 0.17, 0.28], [0.17, 0.20, 0.37], [0.33, 0.21, 0.14]];

/// The file's bytes; the same person gives the same.
pub fn pdf(profile: &Profile, career: &Career) -> Vec<u8> {
    let (catalog, pages, page, content, info) =
        (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4), Ref::new(5));
    let fonts = [Ref::new(6), Ref::new(7), Ref::new(8)];
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.parent(pages).media_box(Rect::new(0.0, 0.0, PAGE_WIDTH, PAGE_HEIGHT)).contents(content);
    sheet.resources().fonts().pairs(FONTS.iter().map(|(name, _)| *name).zip(fonts));
    drop(sheet);
    for ((_, base), id) in FONTS.iter().zip(fonts) {
        let mut font = pdf.type1_font(id);
        font.base_font(Name(base));
        declare(font.encoding_custom());
    }
    pdf.stream(content, &drawn(profile, career));
    let name = profile.full_name();
    pdf.document_info(info).title(TextStr(&format!("{name}, CV"))).author(TextStr(&name));
    pdf.finish()
}

fn drawn(profile: &Profile, career: &Career) -> Vec<u8> {
    let shade = profile.last_name.bytes().map(usize::from).sum::<usize>() % ACCENTS.len();
    let mut sheet = Sheet { content: Content::new(), accent: ACCENTS[shade], y: 0.0 };
    sheet.aside(profile, career);
    sheet.main(profile, career);
    sheet.content.finish().to_vec()
}

/// A page being drawn from the top down.
struct Sheet {
    content: Content,
    accent: Colour,
    /// The base line of what was drawn last.
    y: f32,
}

impl Sheet {
    fn main(&mut self, profile: &Profile, career: &Career) {
        self.y = PAGE_HEIGHT - 68.0;
        self.text(LEFT, BOLD, 25.0, self.accent, &profile.full_name());
        self.y -= 20.0;
        self.text(LEFT, REGULAR, 12.5, GREY, headline(profile));
        self.y -= 8.0;
        self.heading("Profile");
        self.paragraph(LEFT, RIGHT - LEFT, 10.4, 15.0, &career.summary);
        self.y -= 2.0;
        self.heading("Experience");
        for employment in &career.employments {
            self.employment(employment);
        }
    }

    fn employment(&mut self, employment: &Employment) {
        let when = period(employment);
        self.y -= 4.0;
        self.text(LEFT, BOLD, 11.2, INK, employment.title);
        self.text(RIGHT - width(&when, 9.6), REGULAR, 9.6, GREY, &when);
        self.y -= 14.5;
        self.text(LEFT, OBLIQUE, 10.2, GREY, &format!("{}, {}", employment.employer, employment.city));
        self.y -= 17.0;
        for point in &employment.points {
            self.text(LEFT + 2.0, REGULAR, 10.2, self.accent, "•");
            self.paragraph(LEFT + 13.0, RIGHT - LEFT - 13.0, 10.2, 14.4, point);
            self.y -= 2.6;
        }
        self.y -= 12.0;
    }

    fn aside(&mut self, profile: &Profile, career: &Career) {
        let [r, g, b] = self.accent;
        self.content.set_fill_rgb(r, g, b).rect(0.0, 0.0, ASIDE, PAGE_HEIGHT).fill_nonzero();
        self.y = PAGE_HEIGHT - 68.0;
        self.aside_part("Contact", contact(profile).iter().map(String::as_str));
        self.aside_part("Skills", career.skills.iter().copied());
        self.aside_part("Languages", career.languages.iter().copied());
        for education in &career.educations {
            self.aside_part(
                "Education",
                [education.degree, education.school, &study_period(education)].into_iter(),
            );
        }
    }

    fn aside_part<'t>(&mut self, title: &str, lines: impl Iterator<Item = &'t str>) {
        self.text(ASIDE_LEFT, BOLD, 11.0, WHITE, title);
        self.y -= 7.0;
        self.rule(ASIDE_LEFT, ASIDE - ASIDE_LEFT, PALE);
        self.y -= 17.0;
        let room = ASIDE - ASIDE_LEFT - 12.0;
        for part in lines.flat_map(|line| wrap(line, 9.6, room)) {
            // A long address cannot be broken, so it is written smaller.
            let size = (9.6 * room / width(&part, 9.6)).min(9.6);
            self.text(ASIDE_LEFT, REGULAR, size, WHITE, &part);
            self.y -= 15.6;
        }
        self.y -= 18.0;
    }

    fn heading(&mut self, title: &str) {
        self.y -= 22.0;
        self.text(LEFT, BOLD, 12.0, self.accent, title);
        self.y -= 6.0;
        self.rule(LEFT, RIGHT, self.accent);
        self.y -= 16.0;
    }

    fn paragraph(&mut self, x: f32, most: f32, size: f32, leading: f32, text: &str) {
        for line in wrap(text, size, most) {
            self.text(x, REGULAR, size, INK, &line);
            self.y -= leading;
        }
    }

    fn text(&mut self, x: f32, font: Name, size: f32, [r, g, b]: Colour, text: &str) {
        self.content.begin_text().set_font(font, size).set_fill_rgb(r, g, b);
        self.content.next_line(x, self.y).show(Str(&encode(text))).end_text();
    }

    fn rule(&mut self, from: f32, to: f32, [r, g, b]: Colour) {
        self.content.set_stroke_rgb(r, g, b).set_line_width(0.7);
        self.content.move_to(from, self.y).line_to(to, self.y).stroke();
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::demo::company::company;

    fn contains(bytes: &[u8], part: &[u8]) -> bool {
        bytes.windows(part.len()).any(|window| window == part)
    }

    #[test]
    fn each_file_is_a_pdf_that_tells_the_name() {
        let mut plain = 0;
        for person in company(5, date(2026, 3, 2)).people {
            let (name, bytes) = (person.profile.full_name(), &person.resume.bytes);
            if !person.resume.file_name.ends_with(".pdf") {
                continue;
            }
            assert!(bytes.starts_with(b"%PDF-"));
            assert!(!encode(&name).contains(&b'?'), "{name} has a letter that the fonts don't");
            if name.is_ascii() {
                assert!(contains(bytes, format!("({name}) Tj").as_bytes()), "{name}");
                plain += 1;
            }
        }
        assert!(plain > 40);
    }

    #[test]
    fn everything_fits_on_the_page() {
        for person in company(9, date(2026, 3, 2)).people {
            let mut sheet = Sheet { content: Content::new(), accent: INK, y: 0.0 };
            sheet.aside(&person.profile, &person.career);
            assert!(sheet.y > 20.0, "{}: the column ends at {}", person.profile.full_name(), sheet.y);
            sheet.main(&person.profile, &person.career);
            assert!(sheet.y > 20.0, "{}: the work ends at {}", person.profile.full_name(), sheet.y);
        }
    }
}
