//! A static host as small as it gets: one folder, this machine only, the page's files only.
//!
//! `cargo xtask serve` and the browser tests use it, so that what is tested is what is seen. It
//! adds no header that could make up for a policy missing from the page.

use crate::{OrStop, Result};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// At most so many connections are answered at once; more wait for the next turn.
const CONNECTIONS: usize = 64;
/// A request's head may be so long.
const HEAD: usize = 16 * 1024;
/// A client that says nothing for so long is let go.
const PATIENCE: Duration = Duration::from_secs(5);

/// A running host; stops when dropped.
#[derive(Debug)]
pub struct Site {
    address: SocketAddr,
    prefix: String,
    stop: Arc<AtomicBool>,
    listener: Option<JoinHandle<()>>,
}

impl Site {
    /// Serves `folder` under `prefix` ("/" or "/some/folder/") on a port of 127.0.0.1; port 0
    /// takes a free one.
    pub fn start(folder: &Path, prefix: &str, port: u16) -> Result<Site> {
        Site::serve(folder, prefix, port, false)
    }

    /// As [`Site::start`], for pages of every origin: they may read the files as well, as hosts of
    /// public pages often allow. A page in a sandboxed frame needs it for its own scripts.
    pub fn start_open(folder: &Path, prefix: &str, port: u16) -> Result<Site> {
        Site::serve(folder, prefix, port, true)
    }

    fn serve(folder: &Path, prefix: &str, port: u16, open: bool) -> Result<Site> {
        let listener = TcpListener::bind(("127.0.0.1", port))
            .or_stop(|| format!("Port {port} of this machine can’t be used; choose another with --port"))?;
        let address = listener.local_addr().or_stop(|| "The host has no address".into())?;
        // Waiting for a connection must not outlive the host, so it looks up now and then.
        listener
            .set_nonblocking(true)
            .or_stop(|| "The host can’t listen".into())?;
        let stop = Arc::new(AtomicBool::new(false));
        let files = Files {
            folder: folder.to_path_buf(),
            prefix: prefix.to_owned(),
            open,
        };
        let stopped = Arc::clone(&stop);
        let handle = thread::spawn(move || listen(&listener, &Arc::new(files), &stopped));
        Ok(Site {
            address,
            prefix: prefix.to_owned(),
            stop,
            listener: Some(handle),
        })
    }

    /// The page's address.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.prefix)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(listener) = self.listener.take() {
            let _ = listener.join();
        }
    }
}

fn listen(listener: &TcpListener, files: &Arc<Files>, stop: &AtomicBool) {
    let busy = Arc::new(AtomicUsize::new(0));
    while !stop.load(Ordering::Relaxed) {
        let free = busy.load(Ordering::Relaxed) < CONNECTIONS;
        match listener.accept() {
            Ok((stream, _)) if free => {
                let (files, busy) = (Arc::clone(files), Arc::clone(&busy));
                busy.fetch_add(1, Ordering::Relaxed);
                thread::spawn(move || {
                    // A client that goes away in the middle concerns nobody.
                    let _ = files.answer(stream);
                    busy.fetch_sub(1, Ordering::Relaxed);
                });
            }
            _ => thread::sleep(Duration::from_millis(5)),
        }
    }
}

struct Files {
    folder: PathBuf,
    prefix: String,
    /// Every origin may read them.
    open: bool,
}

impl Files {
    fn answer(&self, mut stream: TcpStream) -> std::io::Result<()> {
        stream.set_nonblocking(false)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let head = read_head(&mut stream)?;
        let mut words = head.split_whitespace();
        let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let file = self
            .find(target)
            .and_then(|path| Some((mime(&path), std::fs::read(path).ok()?)));
        let (status, kind, body) = match (method, file) {
            ("GET" | "HEAD", Some((kind, body))) => ("200 OK", kind, body),
            ("GET" | "HEAD", None) => ("404 Not Found", "text/plain", b"There is no such file.\n".to_vec()),
            _ => (
                "405 Method Not Allowed",
                "text/plain",
                b"Files can only be read here.\n".to_vec(),
            ),
        };
        let length = body.len();
        let open = match self.open {
            true => "Access-Control-Allow-Origin: *\r\n",
            false => "",
        };
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
             {open}Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
        )?;
        if method != "HEAD" {
            stream.write_all(&body)?;
        }
        stream.flush()
    }

    /// The file that a request means: inside the folder, with a plain path, or none.
    fn find(&self, target: &str) -> Option<PathBuf> {
        let path = target.split(['?', '#']).next()?.strip_prefix(&self.prefix)?;
        let path = Path::new(if path.is_empty() { "index.html" } else { path });
        let plain = path.components().all(|part| matches!(part, Component::Normal(_)));
        let file = self.folder.join(path);
        (plain && file.is_file()).then_some(file)
    }
}

fn read_head(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut head = Vec::new();
    let mut chunk = [0; 1024];
    while head.len() < HEAD && !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut chunk)? {
            0 => break,
            count => head.extend_from_slice(chunk.get(..count).unwrap_or_default()),
        }
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|end| end.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "webmanifest") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(site: &Site, request: &str) -> String {
        let mut stream = TcpStream::connect(site.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn only_files_of_the_folder_are_served() {
        let folder = std::env::temp_dir().join(format!("posthoc-site-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("in")).unwrap();
        std::fs::write(folder.join("secret.txt"), "secret").unwrap();
        std::fs::write(folder.join("in/index.html"), "<p>hello").unwrap();
        std::fs::write(folder.join("in/a.wasm"), "wasm").unwrap();
        let site = Site::start(&folder.join("in"), "/deep/er/", 0).unwrap();
        for (request, status, text) in [
            ("GET /deep/er/ HTTP/1.1\r\n\r\n", "200", "<p>hello"),
            ("GET /deep/er/?x=1 HTTP/1.1\r\n\r\n", "200", "text/html"),
            ("GET /deep/er/a.wasm HTTP/1.1\r\n\r\n", "200", "application/wasm"),
            ("HEAD /deep/er/a.wasm HTTP/1.1\r\n\r\n", "200", "Content-Length: 4\r\n"),
            ("GET /deep/er/../secret.txt HTTP/1.1\r\n\r\n", "404", ""),
            ("GET /deep/er//etc/hostname HTTP/1.1\r\n\r\n", "404", ""),
            ("GET / HTTP/1.1\r\n\r\n", "404", ""),
            ("POST /deep/er/ HTTP/1.1\r\n\r\n", "405", ""),
            ("\r\n\r\n", "405", ""),
        ] {
            let answer = ask(&site, request);
            assert!(
                answer.starts_with(&format!("HTTP/1.1 {status}")),
                "{request:?}: {answer}"
            );
            assert!(
                answer.contains(text) && !answer.contains("secret"),
                "{request:?}: {answer}"
            );
        }
        drop(site);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
