use posthoc::time::forms;
use std::fmt::Write;
fn main() {
    for f in std::env::args().skip(1) {
        let text = String::from_utf8_lossy(&std::fs::read(&f).unwrap()).into_owned();
        let mut out = String::new();
        let _ = writeln!(out, "{:?}", posthoc::markdown::read(&text));
        for line in text.lines() {
            for (at, _) in line.char_indices() {
                let rest = &line[at..];
                let p = forms::prefix(rest);
                if p.is_some() {
                    let _ = writeln!(out, "{rest:.40} P {:?}", p);
                }
                if let Some(n) = length(rest) {
                    let _ = writeln!(out, "{rest:.40} A {n}");
                }
                if let Ok(w) = forms::parse(rest) {
                    let _ = writeln!(out, "{rest:.40} W {:?}", w);
                } else {
                    let _ = writeln!(out, "{:?}", forms::parse(rest));
                }
            }
        }
        println!("== {f}\n{out}");
    }
}
fn length(t: &str) -> Option<usize> {
    forms::attempt(t).map(|(_, n)| n)
}
