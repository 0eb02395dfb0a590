//! The rules of zones from the browser's own database, `Intl`; knows nothing of documents.

use crate::time::zone::Rules;
use js_sys::{Array, Function, Intl::DateTimeFormat, Object, Reflect};
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue};

/// Days of all zones that are remembered before all are forgotten: more than any document has.
const REMEMBERED: usize = 20_000;
const DAY: i64 = 86_400;

/// The zones that the browser knows. It is asked for the midnights of UTC only: a day between two
/// of the same offset has that offset, and in any other the moment of change is looked for.
#[derive(Default)]
pub struct Intl {
    /// What writes a zone's offset; none for a zone that the browser does not know.
    writers: RefCell<HashMap<String, Option<Writer>>>,
}

impl Rules for Intl {
    fn offset_at(&self, iana: &str, instant: i64) -> Option<i32> {
        let mut writers = self.writers.borrow_mut();
        if !writers.contains_key(iana) {
            writers.insert(iana.to_owned(), Writer::of(iana));
        }
        writers.get_mut(iana)?.as_mut()?.offset_at(instant)
    }
}

/// One zone.
struct Writer {
    /// `Intl.DateTimeFormat.prototype.format`, bound to the zone.
    format: Function,
    /// By the number of the day since 1970.
    days: HashMap<i64, Day>,
}

/// The offsets of one day of UTC.
#[derive(Clone, Copy)]
struct Day {
    first: i32,
    /// The instant from which another offset holds, and that offset.
    change: Option<(i64, i32)>,
}

impl Writer {
    /// `None` where the browser refuses the name, or is too old to write offsets.
    fn of(iana: &str) -> Option<Writer> {
        let options = Object::new();
        for (name, value) in [("timeZone", iana), ("timeZoneName", "longOffset")] {
            Reflect::set(&options, &name.into(), &value.into()).ok()?;
        }
        // By `construct`, which returns what the constructor throws at an unknown name.
        let class: Function = Reflect::get(&js_sys::global(), &"Intl".into())
            .and_then(|intl| Reflect::get(&intl, &"DateTimeFormat".into()))
            .ok()?
            .dyn_into()
            .ok()?;
        let made = Reflect::construct(&class, &Array::of2(&"en-US".into(), &options)).ok()?;
        Some(Writer {
            format: made.unchecked_into::<DateTimeFormat>().format(),
            days: HashMap::new(),
        })
    }

    fn offset_at(&mut self, instant: i64) -> Option<i32> {
        let number = instant.div_euclid(DAY);
        let day = match self.days.get(&number) {
            Some(day) => *day,
            None => {
                let day = self.read_day(number)?;
                if self.days.len() >= REMEMBERED {
                    self.days.clear();
                }
                self.days.insert(number, day);
                day
            }
        };
        Some(match day.change {
            Some((from, offset)) if instant >= from => offset,
            _ => day.first,
        })
    }

    fn read_day(&self, number: i64) -> Option<Day> {
        let (mut before, mut after) = (number.checked_mul(DAY)?, number.checked_add(1)?.checked_mul(DAY)?);
        let (first, last) = (self.written_at(before)?, self.written_at(after)?);
        if first == last {
            return Some(Day { first, change: None });
        }
        while after - before > 1 {
            let middle = before + (after - before) / 2;
            match self.written_at(middle)? == first {
                true => before = middle,
                false => after = middle,
            }
        }
        Some(Day {
            first,
            change: Some((after, last)),
        })
    }

    /// Asks the browser: `3/10/2024, GMT-08:00`.
    fn written_at(&self, instant: i64) -> Option<i32> {
        let milliseconds = JsValue::from_f64(instant as f64 * 1_000.0);
        let text = self
            .format
            .call1(&JsValue::UNDEFINED, &milliseconds)
            .ok()?
            .as_string()?;
        let (_, offset) = text.rsplit_once("GMT")?;
        seconds(offset)
    }
}

/// `-08:00`, `+05:45`, nothing for zero; with seconds where local mean time had them.
fn seconds(offset: &str) -> Option<i32> {
    let (sign, digits) = match offset.trim().strip_prefix(['-', '−']) {
        Some(digits) => (-1, digits),
        None => (1, offset.trim().trim_start_matches('+')),
    };
    let mut sum = 0;
    let mut unit = 3_600;
    for part in digits.split(':').filter(|part| !part.is_empty()) {
        sum += part.parse::<i32>().ok()? * unit;
        unit /= 60;
    }
    Some(sign * sum)
}
