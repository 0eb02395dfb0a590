//! A proxy that passes nothing on: it notes what a browser asked of other hosts than this machine.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What browsers ask for themselves, whatever page is open.
const OWN: [&str; 4] = [
    ".mozilla.com:",
    ".mozilla.net:",
    ".mozilla.org:",
    "detectportal.firefox.com",
];

pub(super) struct Proxy {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Proxy {
    pub(super) fn start() -> Proxy {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port of this machine");
        let port = listener.local_addr().expect("its address").port();
        listener.set_nonblocking(true).expect("a listener that can be stopped");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let stop = Arc::new(AtomicBool::new(false));
        let (notes, stopped) = (Arc::clone(&asked), Arc::clone(&stop));
        let thread = thread::spawn(move || listen(&listener, &notes, &stopped));
        Proxy {
            port,
            asked,
            stop,
            thread: Some(thread),
        }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// The first line of each request since the last look.
    pub(super) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().expect("no panic while held"))
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn listen(listener: &TcpListener, asked: &Mutex<Vec<String>>, stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        let Ok((mut stream, _)) = listener.accept() else {
            thread::sleep(Duration::from_millis(20));
            continue;
        };
        let _ = stream.set_nonblocking(false);
        let _ = stream.set_read_timeout(Some(Duration::from_millis(500)));
        let mut head = [0; 2048];
        let length = stream.read(&mut head).unwrap_or(0);
        let text = String::from_utf8_lossy(head.get(..length).unwrap_or_default()).into_owned();
        let line = text.lines().next().unwrap_or_default().to_owned();
        if !line.is_empty() && !OWN.iter().any(|own| line.contains(own)) {
            asked.lock().expect("no panic while held").push(line);
        }
        let _ = stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
}
