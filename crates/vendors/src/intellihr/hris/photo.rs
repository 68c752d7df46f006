//! The photo: announced, carried to storage, shown. intelliHR stretches what it shows to a square.

use std::io::Cursor;

use connect::{Outcome, Receipt, VendorError, error::Result, hris::Document};
use image::ImageReader;
use model::{hire::FieldProblem, note::Note};

use super::documents::extension;
use crate::intellihr::{
    client::Client,
    wire::{Coordinates, NewImage},
};

const PROFILE: &str = "PERSON_PROFILE";

/// Sets the photo. Sending it again replaces it by itself, so that there is never more than one.
pub async fn set(client: &Client<'_>, person: &str, photo: &Document) -> Result<Receipt> {
    let coordinates = middle(photo)?;
    let announced =
        NewImage { image_type: PROFILE.into(), extension: Some(extension(photo)), coordinates: None };
    let slot = client.announce_image(person, &announced).await?;
    client.carry_image(&slot, photo).await?;
    let note = coordinates.as_ref().map(|_| {
        Note::on(
            "photo",
            "The photo is shown as its middle square, because intelliHR would stretch it to one.",
        )
    });
    let shown = NewImage { image_type: PROFILE.into(), extension: None, coordinates };
    client.show_image(person, &shown).await?;
    Ok(Receipt {
        external_id: person.into(),
        outcome: Outcome::Updated,
        notes: note.into_iter().collect(),
        left: vec![],
    })
}

/// The middle square of a picture, as shares of its sides; nothing where it is a square.
fn middle(photo: &Document) -> Result<Option<Coordinates>> {
    let size = ImageReader::new(Cursor::new(&photo.bytes))
        .with_guessed_format()
        .ok()
        .and_then(|reader| reader.into_dimensions().ok());
    let Some((width, height)) = size.filter(|(width, height)| *width > 0 && *height > 0) else {
        return Err(VendorError::Rejected(vec![FieldProblem {
            field: "photo".into(),
            message: format!("{} can't be read as a JPEG or PNG picture.", photo.name),
        }]));
    };
    if width == height {
        return Ok(None);
    }
    let side = f64::from(width.min(height));
    let (width, height) = (side / f64::from(width), side / f64::from(height));
    Ok(Some(Coordinates { x: (1.0 - width) / 2.0, y: (1.0 - height) / 2.0, width, height }))
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use image::{DynamicImage, ImageFormat};

    use super::*;

    fn picture(width: u32, height: u32) -> Document {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height).write_to(&mut bytes, ImageFormat::Png).unwrap();
        Document {
            name: "ana.png".into(),
            content_type: "image/png".into(),
            bytes: bytes.into_inner().into(),
        }
    }

    #[test]
    fn the_middle_square_is_shown() {
        assert_eq!(middle(&picture(30, 30)), Ok(None));
        let tall = Coordinates { x: 0.0, y: 0.125, width: 1.0, height: 0.75 };
        assert_eq!(middle(&picture(30, 40)), Ok(Some(tall)));
    }

    #[test]
    fn what_is_no_picture_is_refused_at_the_photo() {
        let text = Document { bytes: Bytes::from_static(b"hello"), ..picture(1, 1) };
        assert!(
            matches!(middle(&text), Err(VendorError::Rejected(problems)) if problems[0].field == "photo")
        );
    }
}
