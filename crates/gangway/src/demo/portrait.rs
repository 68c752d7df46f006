//! Portraits of people who don't exist: a head and shoulders in flat colours.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};

const SIZE: u32 = 256;

/// Background, clothes, skin and hair of each portrait.
const PALETTES: [[[u8; 3]; 4]; 5] = [
    [[214, 228, 236], [46, 84, 110], [236, 188, 150], [60, 42, 34]],
    [[240, 224, 204], [122, 62, 48], [141, 85, 54], [28, 22, 20]],
    [[220, 234, 218], [58, 102, 74], [198, 134, 92], [34, 26, 24]],
    [[232, 220, 236], [92, 62, 112], [246, 208, 178], [166, 110, 52]],
    [[250, 232, 200], [38, 70, 83], [92, 56, 38], [18, 16, 16]],
];

/// The portrait of this number as a square PNG.
pub fn portrait(number: usize) -> Vec<u8> {
    let palette = &PALETTES[number % PALETTES.len()];
    let image = RgbImage::from_fn(SIZE, SIZE, |x, y| Rgb(smooth(palette, x, y)));
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, ImageFormat::Png).expect("writing to memory does not fail, and PNG takes RGB");
    file.into_inner()
}

/// The mean of nine points of a pixel, so that edges look smooth.
fn smooth(palette: &[[u8; 3]; 4], x: u32, y: u32) -> [u8; 3] {
    let mut sums = [0_u32; 3];
    for nth in 0..9_u32 {
        let at = |pixel: u32, part: u32| (pixel as f32 + (part as f32 + 0.5) / 3.0) / SIZE as f32;
        let colour = palette[part(at(x, nth % 3), at(y, nth / 3))];
        sums.iter_mut().zip(colour).for_each(|(sum, value)| *sum += u32::from(value));
    }
    sums.map(|sum| (sum / 9) as u8)
}

/// Which part of the portrait is at a point of the unit square: its index in the palette.
fn part(x: f32, y: f32) -> usize {
    let inside = |cx: f32, cy: f32, rx: f32, ry: f32| ((x - cx) / rx).powi(2) + ((y - cy) / ry).powi(2) < 1.0;
    let face = inside(0.5, 0.43, 0.165, 0.205);
    let neck = (x - 0.5).abs() < 0.075 && (0.5..0.72).contains(&y);
    let collar = inside(0.5, 0.70, 0.10, 0.07);
    match () {
        () if face && !inside(0.56, 0.20, 0.24, 0.13) => 2,
        () if neck || collar => 2,
        () if inside(0.5, 1.02, 0.36, 0.34) => 1,
        () if inside(0.5, 0.39, 0.205, 0.225) && y < 0.50 => 3,
        () => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_portrait_is_another_square() {
        let first = image::load_from_memory(&portrait(0)).unwrap();
        assert_eq!((first.width(), first.height()), (SIZE, SIZE));
        assert_ne!(portrait(0), portrait(1));
    }
}
