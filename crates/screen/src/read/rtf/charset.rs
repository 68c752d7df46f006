//! The numbers by which RTF names encodings.

use encoding_rs::{self as e, Encoding};

/// Of a document (`\ansicpg`). The pages of DOS are not decoded and taken for Western European.
pub(super) fn of_page(number: i32) -> &'static Encoding {
    match number {
        874 => e::WINDOWS_874,
        932 => e::SHIFT_JIS,
        936 => e::GBK,
        949 => e::EUC_KR,
        950 => e::BIG5,
        1250 => e::WINDOWS_1250,
        1251 => e::WINDOWS_1251,
        1253 => e::WINDOWS_1253,
        1254 => e::WINDOWS_1254,
        1255 => e::WINDOWS_1255,
        1256 => e::WINDOWS_1256,
        1257 => e::WINDOWS_1257,
        1258 => e::WINDOWS_1258,
        10000 => e::MACINTOSH,
        65001 => e::UTF_8,
        _ => e::WINDOWS_1252,
    }
}

/// Of a font (`\fcharset`); `None` where it is the document's.
pub(super) fn of_font(number: i32) -> Option<&'static Encoding> {
    Some(match number {
        0 => e::WINDOWS_1252,
        77 => e::MACINTOSH,
        128 => e::SHIFT_JIS,
        129 => e::EUC_KR,
        134 => e::GBK,
        136 => e::BIG5,
        161 => e::WINDOWS_1253,
        162 => e::WINDOWS_1254,
        163 => e::WINDOWS_1258,
        177 => e::WINDOWS_1255,
        178 => e::WINDOWS_1256,
        186 => e::WINDOWS_1257,
        204 => e::WINDOWS_1251,
        222 => e::WINDOWS_874,
        238 => e::WINDOWS_1250,
        _ => return None,
    })
}
