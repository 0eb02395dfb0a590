//! Files on the disk that drafts follow: nothing there is overwritten unseen.

use super::stage::Stage;
use posthoc::editor::disk::{DiskEvent, FileChoice, FileRef, FileTask, Remembered, Seen, Trouble};
use posthoc::editor::event::Field;
use posthoc::editor::export::{ExportOptions, TimelineLayout};
use posthoc::editor::port::DraftId;
use posthoc::editor::{Effect, Event};
use posthoc::model::PartKind;

const TEXT: &str = "# Checkout outage\n\n## Impact\n\nNobody could pay.\n";

/// A disk with one file, joined to an application the way the page joins them.
struct Desk {
    stage: Stage,
    /// Name, time of its last writing, content; `None` where it is gone.
    file: Option<(String, i64, Vec<u8>)>,
    /// Why nothing is written.
    refuses: Option<Trouble>,
    /// What lands on the disk in place of what was written.
    spoils: Option<Vec<u8>>,
    /// What the browser keeps in mind of files, and whether the page may read them unasked.
    remembered: Vec<Remembered>,
    closed: bool,
}

impl Desk {
    fn new(text: &str) -> Desk {
        Desk {
            stage: Stage::new(),
            file: Some(("incident.md".into(), 1, text.into())),
            refuses: None,
            spoils: None,
            remembered: Vec::new(),
            closed: false,
        }
    }

    /// The page is loaded again.
    fn again(&mut self) {
        self.stage = std::mem::replace(&mut self.stage, Stage::new()).reloaded();
        self.send(DiskEvent::Recalled(self.remembered.clone()));
    }

    fn opened(text: &str) -> Desk {
        let mut desk = Desk::new(text);
        desk.send(DiskEvent::OpenAsked);
        desk
    }

    fn seen(&self) -> Option<Seen> {
        let (name, modified_ms, bytes) = self.file.clone()?;
        Some(Seen {
            file: FileRef(0),
            name,
            modified_ms,
            bytes,
        })
    }

    fn send(&mut self, event: DiskEvent) -> Vec<Effect> {
        self.dispatch(Event::Disk(event))
    }

    fn dispatch(&mut self, event: Event) -> Vec<Effect> {
        let mut told = Vec::new();
        let mut queue = vec![event];
        while let Some(event) = queue.pop() {
            for effect in self.stage.send(event) {
                match effect {
                    Effect::File(task) => queue.extend(self.perform(task).map(Event::Disk)),
                    effect => told.push(effect),
                }
            }
        }
        told
    }

    fn perform(&mut self, task: FileTask) -> Option<DiskEvent> {
        let refused = |draft: Option<DraftId>, why| DiskEvent::Refused {
            draft,
            name: "incident.md".into(),
            why,
        };
        Some(match task {
            FileTask::Remember { draft, file, note } => {
                self.remembered.retain(|it| it.draft != draft);
                let name = self.file.clone().map(|(name, ..)| name).unwrap_or_default();
                self.remembered.push(Remembered {
                    draft,
                    file,
                    name,
                    note,
                });
                return None;
            }
            FileTask::Forget { draft } => {
                self.remembered.retain(|it| it.draft != draft);
                return None;
            }
            FileTask::Recall => DiskEvent::Recalled(self.remembered.clone()),
            FileTask::Read { saving: false, .. } if self.closed || self.file.is_none() => return None,
            FileTask::Open => match self.seen() {
                Some(seen) => DiskEvent::Opened(seen),
                None => refused(None, Trouble::Gone),
            },
            FileTask::Read { draft, saving, .. } => match self.seen() {
                Some(seen) => DiskEvent::Read { draft, seen, saving },
                None => refused(Some(draft), Trouble::Gone),
            },
            FileTask::Write {
                draft,
                text,
                modified_ms,
                length,
                ..
            } => match self.seen() {
                Some(seen) if (seen.modified_ms, seen.bytes.len()) == (modified_ms, length) => self.put(draft, text),
                Some(seen) => DiskEvent::Read {
                    draft,
                    seen,
                    saving: true,
                },
                None => refused(Some(draft), Trouble::Gone),
            },
            FileTask::WriteNew { draft, text, name } => {
                self.file = Some((name, 0, Vec::new()));
                self.put(draft, text)
            }
        })
    }

    fn put(&mut self, draft: DraftId, text: String) -> DiskEvent {
        if let Some(why) = self.refuses.clone() {
            return DiskEvent::Refused {
                draft: Some(draft),
                name: "incident.md".into(),
                why,
            };
        }
        self.others_write(self.spoils.clone().unwrap_or(text.into_bytes()));
        let seen = self.seen().expect("just written");
        DiskEvent::Written { draft, seen }
    }

    fn others_write(&mut self, bytes: Vec<u8>) {
        let (name, modified, _) = self.file.take().unwrap_or_default();
        self.file = Some((name, modified + 1, bytes));
    }

    fn on_disk(&self) -> String {
        let (.., bytes) = self.file.clone().unwrap_or_default();
        String::from_utf8(bytes).expect("UTF-8")
    }

    fn banner(&self) -> String {
        let banners = self.stage.view().banners;
        banners.first().map(|banner| banner.title.clone()).unwrap_or_default()
    }

    fn toast(&self) -> String {
        self.stage.view().toast.map(|toast| toast.text).unwrap_or_default()
    }

    fn retitle(&mut self, title: &str) {
        self.stage.fill(Field::Title, title);
        self.stage.save();
    }

    fn title(&self) -> String {
        self.stage.composer().title
    }
}

#[test]
fn a_file_is_opened_changed_and_saved() {
    let mut desk = Desk::opened(TEXT);
    assert_eq!(desk.toast(), "Opened “incident.md”. Saving writes to it.");
    assert_eq!(desk.stage.prose(PartKind::Impact), "Nobody could pay.");
    desk.retitle("Checkout down");
    assert_eq!(desk.on_disk(), TEXT, "nothing is written unasked");
    desk.send(DiskEvent::SaveOrDownload);
    assert_eq!(desk.on_disk(), TEXT.replace("Checkout outage", "Checkout down"));
    assert_eq!(desk.toast(), "Saved to “incident.md”.");
    let file = desk.stage.composer().file;
    assert_eq!(file, Some(("incident.md".into(), "saved 14:03:22".into())));
    // Its own writing is no change of somebody else.
    desk.send(DiskEvent::Returned);
    assert_eq!(desk.banner(), "");
    desk.retitle("Checkout down again");
    desk.send(DiskEvent::SaveOrDownload);
    assert!(desk.on_disk().contains("down again"));
    desk.stage.send(Event::DraftsShown);
    assert!(desk.stage.home().drafts[0].exported.starts_with("Exported 14:03 today"));
}

#[test]
fn a_draft_without_a_file_is_downloaded_and_says_so() {
    let mut desk = Desk::new(TEXT);
    desk.stage.send(Event::NewDraft);
    desk.retitle("New");
    let told = desk.send(DiskEvent::SaveOrDownload);
    assert!(
        told.iter()
            .any(|effect| matches!(effect, Effect::Download { name, .. } if name == "new.md"))
    );
    assert_eq!(desk.toast(), "“new.md” goes to your downloads.");
    desk.send(DiskEvent::SaveAsAsked);
    assert_eq!(desk.toast(), "Saved to “new.md”.");
    assert!(desk.on_disk().starts_with("# New"));
    desk.retitle("Newer");
    desk.send(DiskEvent::SaveOrDownload);
    assert!(desk.on_disk().starts_with("# Newer"));
}

#[test]
fn what_others_wrote_is_never_overwritten_unseen() {
    for saving in [true, false] {
        let mut desk = Desk::opened(TEXT);
        desk.retitle("Mine");
        desk.others_write(b"# Theirs\n".to_vec());
        desk.send(if saving {
            DiskEvent::SaveOrDownload
        } else {
            DiskEvent::Returned
        });
        assert_eq!(desk.on_disk(), "# Theirs\n");
        assert_eq!(desk.banner(), "“incident.md” changed on disk.");
        // It stays until it is answered, and a further save does not break through.
        desk.send(DiskEvent::SaveOrDownload);
        assert_eq!(desk.on_disk(), "# Theirs\n");
        assert_eq!(desk.banner(), "“incident.md” changed on disk.");
    }
}

#[test]
fn the_three_answers() {
    let start = || {
        let mut desk = Desk::opened(TEXT);
        desk.retitle("Mine");
        desk.others_write(b"# Theirs\n".to_vec());
        desk.send(DiskEvent::Returned);
        desk
    };
    let mut desk = start();
    desk.send(DiskEvent::Answered(FileChoice::LoadTheirs));
    assert_eq!((desk.title(), desk.banner()), ("Theirs".into(), String::new()));
    desk.dispatch(Event::Undo);
    assert_eq!(desk.title(), "Mine");
    desk.send(DiskEvent::SaveOrDownload);
    assert!(desk.on_disk().starts_with("# Mine"), "their text was seen");

    let mut desk = start();
    desk.send(DiskEvent::Answered(FileChoice::SaveMine));
    assert_eq!((desk.title(), desk.banner()), ("Mine".into(), String::new()));
    assert!(desk.on_disk().starts_with("# Mine"));

    let mut desk = start();
    desk.send(DiskEvent::Answered(FileChoice::KeepBoth));
    assert_eq!((desk.title(), desk.banner()), ("Mine".into(), String::new()));
    assert_eq!(desk.stage.composer().file, None);
    desk.stage.send(Event::DraftsShown);
    let home = desk.stage.home();
    let theirs = home.drafts.iter().find(|row| row.title == "Theirs").expect("kept");
    desk.stage.send(Event::OpenDraft(theirs.id.clone()));
    desk.retitle("Theirs, gone on");
    desk.send(DiskEvent::SaveOrDownload);
    assert_eq!(desk.on_disk(), "# Theirs, gone on\n");

    // Somebody wrote once more while the person was reading.
    let mut desk = start();
    desk.others_write(b"# Theirs, second\n".to_vec());
    desk.send(DiskEvent::Answered(FileChoice::SaveMine));
    assert_eq!(desk.on_disk(), "# Theirs, second\n");
    assert_eq!(desk.banner(), "“incident.md” changed on disk.");
}

#[test]
fn a_file_that_was_touched_or_holds_the_same_is_no_news() {
    let mut desk = Desk::opened(TEXT);
    desk.others_write(TEXT.into());
    desk.send(DiskEvent::Returned);
    assert_eq!(desk.banner(), "");
    desk.retitle("Checkout down");
    desk.others_write(TEXT.replace("Checkout outage", "Checkout down").into_bytes());
    desk.send(DiskEvent::Returned);
    assert_eq!(desk.banner(), "", "somebody wrote just what is here");
    desk.send(DiskEvent::SaveOrDownload);
    assert_eq!(desk.toast(), "Saved to “incident.md”.");
}

#[test]
fn saved_is_not_said_of_what_is_not_there() {
    let mut desk = Desk::opened(TEXT);
    desk.retitle("Mine");
    desk.spoils = Some(b"# Mi".to_vec());
    desk.send(DiskEvent::SaveOrDownload);
    assert_eq!(desk.banner(), "“incident.md” was not saved.");
    assert!(!desk.toast().contains("Saved"), "{}", desk.toast());

    for why in [Trouble::Denied, Trouble::Full, Trouble::Other("no".into())] {
        let mut desk = Desk::opened(TEXT);
        desk.retitle("Mine");
        desk.refuses = Some(why);
        desk.send(DiskEvent::SaveOrDownload);
        assert_eq!(desk.banner(), "“incident.md” was not opened or saved.");
        assert_eq!(desk.on_disk(), TEXT);
        desk.refuses = None;
        desk.send(DiskEvent::SaveOrDownload);
        assert!(desk.on_disk().starts_with("# Mine"));
    }
    let mut desk = Desk::opened(TEXT);
    desk.file = None;
    desk.send(DiskEvent::SaveOrDownload);
    assert!(desk.stage.view().banners[0].text.contains("no longer where it was"));
    // It is followed no more, in later visits neither.
    assert!(desk.remembered.is_empty());
    let told = desk.send(DiskEvent::SaveOrDownload);
    assert!(told.iter().any(|effect| matches!(effect, Effect::Download { .. })));
}

#[test]
fn the_same_file_is_the_same_draft() {
    let mut desk = Desk::opened(TEXT);
    desk.retitle("Mine");
    let id = desk.stage.draft_id();
    desk.stage.send(Event::DraftsShown);
    desk.others_write(b"# Theirs\n".to_vec());
    desk.send(DiskEvent::OpenAsked);
    assert_eq!(desk.stage.draft_id(), id);
    assert_eq!(
        (desk.title(), desk.banner()),
        ("Mine".into(), "“incident.md” changed on disk.".into())
    );
    // A deleted draft is not brought back by it.
    desk.stage.send(Event::DraftsShown);
    desk.stage.send(Event::DeleteDraft(id.clone()));
    desk.send(DiskEvent::OpenAsked);
    let second = desk.stage.draft_id();
    assert_ne!(second, id);
    assert_eq!(desk.title(), "Theirs");
    // In the next visit neither: the draft that is there follows the file.
    desk.stage.save();
    desk.again();
    assert_eq!(desk.remembered.len(), 2);
    desk.send(DiskEvent::OpenAsked);
    assert_eq!(desk.stage.draft_id(), second);
}

#[test]
fn a_file_keeps_its_line_ends() {
    let mut desk = Desk::opened(&TEXT.replace('\n', "\r\n"));
    desk.send(DiskEvent::Returned);
    desk.retitle("Checkout down");
    desk.send(DiskEvent::SaveOrDownload);
    let expected = TEXT.replace("Checkout outage", "Checkout down").replace('\n', "\r\n");
    assert_eq!(desk.on_disk(), expected);
}

#[test]
fn a_backup_on_the_disk_is_opened_as_one() {
    let mut desk = Desk::opened(TEXT);
    desk.stage.send(Event::DraftsShown);
    let told = desk.stage.send(Event::BackUpAll);
    let backup = told.iter().find_map(|effect| match effect {
        Effect::Download { text, .. } => Some(text.clone()),
        _ => None,
    });
    let mut other = Desk::opened(&backup.expect("a backup"));
    assert_eq!(other.stage.home().total, 1);
    other.others_write(vec![0; 40]);
    other.send(DiskEvent::OpenAsked);
    assert_eq!(other.banner(), "“incident.md” was not opened.");
}

#[test]
fn a_draft_follows_its_file_in_the_next_visit() {
    let mut desk = Desk::opened(TEXT);
    desk.retitle("Checkout down");
    desk.send(DiskEvent::SaveOrDownload);
    let id = desk.stage.draft_id();
    desk.again();
    desk.dispatch(Event::OpenDraft(id.clone()));
    let file = desk.stage.composer().file;
    assert_eq!(file, Some(("incident.md".into(), "saved on an earlier visit".into())));
    desk.retitle("Checkout down again");
    desk.send(DiskEvent::SaveOrDownload);
    assert!(desk.on_disk().starts_with("# Checkout down again"));
    assert_eq!(desk.toast(), "Saved to “incident.md”.");

    // What happened to it meanwhile is seen as soon as the draft is opened, or before a save.
    for closed in [false, true] {
        desk.closed = closed;
        desk.again();
        desk.others_write(b"# Theirs\n".to_vec());
        desk.dispatch(Event::OpenDraft(id.clone()));
        let said = "“incident.md” changed on disk.";
        assert_eq!(desk.banner(), if closed { "" } else { said });
        desk.retitle("Mine");
        desk.send(DiskEvent::SaveOrDownload);
        assert_eq!((desk.on_disk().as_str(), desk.banner().as_str()), ("# Theirs\n", said));
        desk.send(DiskEvent::Answered(FileChoice::SaveMine));
        assert!(desk.on_disk().starts_with("# Mine"));
    }

    // The same file opened again is the same draft.
    desk.closed = false;
    desk.again();
    desk.send(DiskEvent::OpenAsked);
    assert_eq!(desk.stage.draft_id(), id);
}

#[test]
fn a_file_keeps_its_form_in_the_next_visit() {
    let mut desk = Desk::opened("# Outage\n\n## Timeline\n\n- 08:05: Alert fired\n- 08:10: Resolved\n");
    let table = ExportOptions {
        timeline: TimelineLayout::Table,
        ..ExportOptions::default()
    };
    desk.stage.send(Event::ExportChosen(table));
    desk.stage.save();
    desk.send(DiskEvent::SaveOrDownload);
    let id = desk.stage.draft_id();
    let first = desk.on_disk();
    assert!(first.contains("| What happened |"), "{first}");
    desk.again();
    desk.dispatch(Event::OpenDraft(id.clone()));
    desk.retitle("Outage of the night");
    desk.send(DiskEvent::SaveOrDownload);
    assert_eq!(desk.on_disk(), first.replace("Outage", "Outage of the night"));
    // What is chosen in a visit counts.
    let metrics = ExportOptions {
        metrics: true,
        ..ExportOptions::default()
    };
    desk.stage.send(Event::ExportChosen(metrics));
    desk.send(DiskEvent::SaveOrDownload);
    assert!(!desk.on_disk().contains("| What happened |"), "{}", desk.on_disk());
    desk.again();
    desk.dispatch(Event::OpenDraft(id));
    desk.send(DiskEvent::Returned);
    assert_eq!(desk.banner(), "", "it is as it was written");
}

#[test]
fn what_another_tab_remembers_counts() {
    let mut desk = Desk::opened(TEXT);
    let id = desk.stage.draft_id();
    desk.stage.save();
    // The other tab saves to the file, and remembers what it knows of it.
    let mut other = Desk::new(TEXT);
    std::mem::swap(&mut other.file, &mut desk.file);
    other.send(DiskEvent::OpenAsked);
    other.retitle("Written there");
    other.send(DiskEvent::SaveOrDownload);
    let mut remembered = other.remembered.clone();
    remembered[0].draft = id.clone();
    std::mem::swap(&mut other.file, &mut desk.file);
    desk.remembered = remembered;
    // Opened again here, the draft knows the file as the other tab left it.
    desk.stage.send(Event::DraftsShown);
    desk.dispatch(Event::OpenDraft(id));
    assert_eq!(desk.banner(), "");
    desk.others_write(b"# Theirs\n".to_vec());
    desk.send(DiskEvent::Returned);
    assert_eq!(desk.banner(), "“incident.md” changed on disk.");
}

#[test]
fn a_file_follows_the_draft_that_is_there_and_a_note_that_cant_be_read_is_none() {
    let mut desk = Desk::opened(TEXT);
    desk.retitle("Mine");
    desk.others_write(b"# Theirs\n".to_vec());
    desk.send(DiskEvent::Returned);
    let first = desk.stage.draft_id();
    desk.send(DiskEvent::Answered(FileChoice::KeepBoth));
    let followers: Vec<_> = desk.remembered.iter().map(|it| it.draft.clone()).collect();
    assert_eq!(followers.len(), 1);
    assert_ne!(followers[0], first, "the file is the other draft's now");

    desk.remembered[0].note = "of another version".into();
    desk.again();
    desk.dispatch(Event::OpenDraft(followers[0].clone()));
    assert_eq!(desk.stage.composer().file, None);
    assert!(desk.remembered.is_empty(), "what no link came of is forgotten");
}
