//! A résumé as a word processor's file: a zip of few, short XML parts.

use std::io::{Cursor, Write};

use model::candidate::Profile;
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipResult, write::SimpleFileOptions};

use super::{
    career::Career,
    resume::{contact, headline, period, study_period},
};

const DOCUMENT: &str = "word/document.xml";

/// The file's bytes. The date within is fixed, so that the same person gives the same bytes.
pub fn docx(profile: &Profile, career: &Career) -> Vec<u8> {
    let document = document(profile, career);
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
        ("word/styles.xml", STYLES),
        (DOCUMENT, document.as_str()),
    ];
    pack(&parts).expect("writing to memory does not fail, and no part nears the format's limits")
}

fn pack(parts: &[(&str, &str)]) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        file.start_file(*name, options)?;
        file.write_all(text.as_bytes())?;
    }
    Ok(file.finish()?.into_inner())
}

fn document(profile: &Profile, career: &Career) -> String {
    let mut body = String::new();
    let mut add = |style: &str, runs: &[&str]| body.push_str(&paragraph(style, runs));
    add("Title", &[&profile.full_name()]);
    add("Subtitle", &[headline(profile)]);
    add("Contact", &[&contact(profile).join("  ·  ")]);
    add("Heading1", &["Profile"]);
    add("Normal", &[&career.summary]);
    add("Heading1", &["Experience"]);
    for employment in &career.employments {
        let place = format!("{}, {}", employment.employer, employment.city);
        add("Heading2", &[employment.title, &period(employment)]);
        add("Place", &[&place]);
        for point in &employment.points {
            add("Point", &["•", point]);
        }
    }
    add("Heading1", &["Education"]);
    for education in &career.educations {
        add("Heading2", &[education.degree, &study_period(education)]);
        add("Place", &[education.school]);
    }
    add("Heading1", &["Skills and languages"]);
    add("Normal", &[&career.skills.join(", ")]);
    add("Normal", &[&career.languages.join(", ")]);
    format!("{DOCUMENT_START}{body}{DOCUMENT_END}")
}

/// A paragraph whose runs are parted by tabs.
fn paragraph(style: &str, runs: &[&str]) -> String {
    let runs: Vec<String> = runs
        .iter()
        .map(|text| format!(r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#, escape(text)))
        .collect();
    let runs = runs.join("<w:r><w:tab/></w:r>");
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>"#)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
</Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"#;

const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
</Relationships>"#;

const DOCUMENT_START: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;

/// A4, with margins of 2 cm.
const DOCUMENT_END: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>"#;

const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="21"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="60" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:b/><w:color w:val="1F3A4D"/><w:sz w:val="52"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:basedOn w:val="Normal"/><w:rPr><w:color w:val="4A6B7C"/><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Contact"><w:name w:val="Contact"/><w:basedOn w:val="Normal"/><w:rPr><w:color w:val="595959"/><w:sz w:val="19"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="9FB4BF"/></w:pBdr><w:spacing w:before="260" w:after="100"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="1F3A4D"/><w:sz w:val="25"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Place"/><w:pPr><w:keepNext/><w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs><w:spacing w:before="120" w:after="0"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Place"><w:name w:val="Place"/><w:basedOn w:val="Normal"/><w:rPr><w:i/><w:color w:val="595959"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Point"><w:name w:val="Point"/><w:basedOn w:val="Normal"/><w:pPr><w:tabs><w:tab w:val="left" w:pos="340"/></w:tabs><w:spacing w:after="20"/><w:ind w:left="340" w:hanging="340"/></w:pPr></w:style>
</w:styles>"#;

#[cfg(test)]
mod tests {
    use std::io::Read;

    use jiff::civil::date;
    use zip::ZipArchive;

    use super::*;
    use crate::demo::company::company;

    #[test]
    fn the_file_opens_and_tells_name_and_work() {
        let people = company(5, date(2026, 3, 2)).people;
        let mut read = 0;
        for person in people.iter().filter(|person| person.resume.file_name.ends_with(".docx")) {
            let mut file = ZipArchive::new(Cursor::new(&person.resume.bytes)).unwrap();
            let mut text = String::new();
            file.by_name(DOCUMENT).unwrap().read_to_string(&mut text).unwrap();
            assert!(text.contains(&person.profile.full_name()), "{}", person.resume.file_name);
            assert!(text.contains(&escape(person.career.employments[0].employer)));
            read += 1;
        }
        assert!(read > 30);
    }

    #[test]
    fn text_cannot_become_markup() {
        assert!(paragraph("Normal", &["Cobalt & <Rye>"]).contains("Cobalt &amp; &lt;Rye&gt;"));
    }
}
