//! The page's only clock and only source of randomness; everything else is handed what it says.

use super::dom;
use crate::editor::event::Ambient;
use crate::editor::port::Now;

/// The world at this moment.
pub(crate) fn ambient() -> Ambient {
    Ambient {
        now: now(),
        random: random(),
    }
}

/// The time.
#[allow(clippy::disallowed_methods, reason = "this file owns the page's clock")]
pub(crate) fn now() -> Now {
    let date = js_sys::Date::new_0();
    Now {
        unix_ms: date.get_time() as i64,
        // The browser counts minutes west of UTC.
        offset_minutes: -(date.get_timezone_offset() as i32),
    }
}

#[allow(clippy::disallowed_methods, reason = "this file owns the page's randomness")]
fn random() -> u128 {
    let mut bytes = [0; 16];
    let filled = dom::window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        // Without a generator ids still have to differ from one another.
        for byte in &mut bytes {
            *byte = (js_sys::Math::random() * 256.0) as u8;
        }
    }
    u128::from_le_bytes(bytes)
}

/// A few random letters and digits that name this visit of the page.
pub fn visit() -> String {
    format!("{:08x}", random() as u32)
}
