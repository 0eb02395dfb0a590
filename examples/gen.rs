#[path = "../benches/texts/mod.rs"]
mod texts;
fn main() {
    print!("{}", texts::document(1_000_000));
}
