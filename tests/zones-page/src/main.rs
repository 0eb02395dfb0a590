//! A page of one function, for the browser tests: what the product's own rules of zones say there.
//!
//! The product's page has no such function; this one is built from the same library and shipped
//! nowhere.

#[cfg(target_arch = "wasm32")]
fn main() {
    web::run();
}

#[cfg(target_arch = "wasm32")]
mod web {
    use js_sys::{Float64Array, Reflect};
    use posthoc::time::zone::Rules;
    use posthoc::ui::Intl;
    use wasm_bindgen::closure::Closure;

    /// Gives the page `offsets(zone, instants)`: for each instant the offset, both in seconds; not
    /// a number where the zone is not known.
    pub(crate) fn run() {
        let zones = Intl::default();
        let offsets = Closure::<dyn Fn(String, Float64Array) -> Float64Array>::new(
            move |zone: String, instants: Float64Array| {
                let instants = instants.to_vec();
                let offsets = instants.iter().map(|instant| zones.offset_at(&zone, *instant as i64));
                let numbers: Vec<f64> = offsets.map(|offset| offset.map_or(f64::NAN, f64::from)).collect();
                Float64Array::from(numbers.as_slice())
            },
        );
        // The test waits until the function is there.
        let _ = Reflect::set(&js_sys::global(), &"offsets".into(), &offsets.into_js_value());
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
