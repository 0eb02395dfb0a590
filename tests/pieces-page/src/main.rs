//! A page of the product's pieces as functions, for the browser tests and benchmarks: what its rules of zones say in
//! the browser, and how fast its reader reads there.
//!
//! The product's page has no such functions; this one is built from the same library, in the same way, and shipped
//! nowhere.

#[cfg(target_arch = "wasm32")]
fn main() {
    web::run();
}

#[cfg(target_arch = "wasm32")]
mod web {
    use js_sys::{Float64Array, Reflect};
    use posthoc::markdown::{read, write};
    use posthoc::time::zone::Rules;
    use posthoc::ui::Intl;
    use wasm_bindgen::JsValue;
    use wasm_bindgen::closure::Closure;

    /// Gives the page
    /// - `offsets(zone, instants)`: for each instant the offset, both in seconds; not a number where the zone is not
    ///   known,
    /// - `read(text)`: reads a text and tells how many parts it has,
    /// - `rewrite(text)`: reads a text and writes it again.
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
        let reading = Closure::<dyn Fn(String) -> usize>::new(|text: String| read(&text).parts.len());
        let rewriting = Closure::<dyn Fn(String) -> String>::new(|text: String| write(&read(&text)));
        give("read", reading.into_js_value());
        give("rewrite", rewriting.into_js_value());
        // The page is ready when this one is there: it comes last.
        give("offsets", offsets.into_js_value());
    }

    fn give(name: &str, function: JsValue) {
        let _ = Reflect::set(&js_sys::global(), &name.into(), &function);
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
