//! Files are written as a whole, and to the place that the user meant.

use std::fs;
use std::path::Path;

use command_line::{Output, Replacement};
use tempfile::TempDir;

fn folder() -> TempDir {
    TempDir::new().expect("there is room")
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    Output::new(path)?.write(text)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("it is there")
}

/// Returns the names in a folder.
fn names(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("it is ours").flatten();
    let name = |entry: fs::DirEntry| entry.file_name().into_string().ok();
    let mut names: Vec<String> = entries.filter_map(name).collect();
    names.sort();
    names
}

#[test]
fn a_new_text_replaces_the_old_one_when_it_is_written() {
    let folder = folder();
    let file = folder.path().join("file");
    write(&file, "old, and longer").expect("it can be written");
    let output = Output::new(&file).expect("it can be written");
    assert_eq!(read(&file), "old, and longer");
    assert_eq!(names(&folder), ["file"]);
    output.write("new").expect("it can be written");
    assert_eq!(read(&file), "new");
    assert_eq!(names(&folder), ["file"]);
}

#[test]
fn an_unfinished_replacement_leaves_nothing() {
    let folder = folder();
    let file = folder.path().join("file");
    let new = Replacement::new(&file, "new").expect("it can be written");
    assert_eq!(names(&folder).len(), 1);
    drop(new);
    assert_eq!(names(&folder), [""; 0]);
}

#[test]
fn a_file_that_cannot_be_written_is_named_without_control_characters() {
    let folder = folder();
    let missing = folder.path().join("no/\u{1b}[31m\u{202e}/file");
    let sentence = write(&missing, "new").expect_err("there is no folder");
    assert!(sentence.starts_with("cannot write "), "{sentence}");
    assert!(
        sentence.contains(r"/\u{1b}[31m\u{202e}/file: "),
        "{sentence}"
    );
    assert!(write(folder.path(), "new").is_err(), "a folder");
}

#[cfg(unix)]
mod unix {
    use std::io::Read;
    use std::os::unix::fs::{
        FileTypeExt, MetadataExt, PermissionsExt, symlink,
    };
    use std::{process::Command, thread};

    use super::*;

    #[test]
    fn a_link_stays_and_the_file_that_it_leads_to_is_written() {
        let folder = folder();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("sub")).expect("it is ours");
        symlink("sub/file", at("link")).expect("it is ours");
        symlink("link", at("other")).expect("it is ours");
        // At first, the link leads nowhere.
        for text in ["one", "two"] {
            write(&at("other"), text).expect("it can be written");
            assert_eq!(read(&at("sub/file")), text);
            let link = fs::read_link(at("link")).expect("it is a link");
            assert_eq!(link, Path::new("sub/file"));
        }
        assert_eq!(names(&folder), ["link", "other", "sub"]);
    }

    #[test]
    fn mode_and_second_names_stay() {
        let folder = folder();
        let [file, second] =
            ["file", "second"].map(|it| folder.path().join(it));
        fs::write(&file, "old").expect("it is ours");
        let mode = fs::Permissions::from_mode(0o640);
        fs::set_permissions(&file, mode).expect("it is ours");
        write(&file, "new").expect("it can be written");
        let mode = fs::metadata(&file).expect("it is there").mode();
        assert_eq!(mode & 0o777, 0o640);

        fs::hard_link(&file, &second).expect("it is ours");
        write(&file, "newer").expect("it can be written");
        assert_eq!(read(&second), "newer");
    }

    #[test]
    fn a_pipe_gets_the_text_and_stays_a_pipe() {
        let folder = folder();
        let pipe = folder.path().join("pipe");
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("it is everywhere").success());
        let reader = thread::spawn({
            let pipe = pipe.clone();
            move || {
                let mut text = String::new();
                let file = fs::File::open(pipe).expect("a pipe");
                { file }.read_to_string(&mut text).expect("text");
                text
            }
        });
        write(&pipe, "new").expect("it can be written");
        let there = fs::metadata(&pipe).expect("it is there");
        assert!(there.file_type().is_fifo(), "the pipe was replaced");
        assert_eq!(reader.join().expect("it reads"), "new");
        write(Path::new("/dev/null"), "new").expect("a device");
        assert_eq!(names(&folder), ["pipe"]);
    }

    /// Root may write anywhere, so it sees no difference.
    #[test]
    fn a_file_of_ours_is_written_in_a_folder_that_is_not() {
        let folder = folder();
        let file = folder.path().join("file");
        fs::write(&file, "old, and longer").expect("it is ours");
        let mode = |mode| {
            let mode = fs::Permissions::from_mode(mode);
            fs::set_permissions(folder.path(), mode).expect("it is ours");
        };
        mode(0o555);
        write(&file, "new").expect("it can be written");
        let other = write(&folder.path().join("other"), "new");
        let is_root = fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0);
        mode(0o755);
        assert_eq!(read(&file), "new");
        assert!(other.is_err() || is_root, "{other:?}");
    }
}
