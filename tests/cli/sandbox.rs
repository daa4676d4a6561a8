//! A folder of its own for each test, and the program run in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub(crate) struct Sandbox(tempfile::TempDir);

/// The result of a run.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Sandbox {
    pub(crate) fn new() -> Self {
        Sandbox(tempfile::tempdir().unwrap())
    }

    /// A sandbox with a short document in each language, `a.sv.txt`, `a.nb.txt` and `a.da.txt`,
    /// that align one to one.
    pub(crate) fn with_documents() -> Self {
        let sandbox = Sandbox::new();
        sandbox.write(
            "a.sv.txt",
            "Biblioteket är stängt i juli.\n\nVi öppnar igen den 4 augusti.\n",
        );
        sandbox.write(
            "a.nb.txt",
            "Biblioteket er stengt i juli.\n\nVi åpner igjen 4. august.\n",
        );
        sandbox.write(
            "a.da.txt",
            "Biblioteket er lukket i juli.\n\nVi åbner igen den 4. august.\n",
        );
        sandbox
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of everything in the folder, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    pub(crate) fn run(&self, args: &str) -> Outcome {
        self.run_with(args, &[], b"")
    }

    /// Runs the program in a folder below.
    pub(crate) fn run_in(&self, folder: &str, args: &str) -> Outcome {
        self.run_all(folder, args, &[], b"")
    }

    /// Runs git in the folder.
    pub(crate) fn git(&self, args: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=test", "-c", "user.email=test@example.org"])
            .args(["-c", "init.defaultBranch=main"])
            .args(["-c", "commit.gpgsign=false"])
            .args(args)
            .current_dir(self.path("."))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap();
        assert!(output.status.success(), "git {args:?}: {output:?}");
    }

    /// Runs the program with `args`, split at spaces, in the folder.
    pub(crate) fn run_with(&self, args: &str, env: &[(&str, &str)], stdin: &[u8]) -> Outcome {
        self.run_all("", args, env, stdin)
    }

    fn run_all(&self, folder: &str, args: &str, env: &[(&str, &str)], stdin: &[u8]) -> Outcome {
        let mut child = Command::new(env!("CARGO_BIN_EXE_nordalign"))
            .args(args.split_whitespace())
            .env_remove("SOURCE_DATE_EPOCH")
            .env_remove("GITHUB_STEP_SUMMARY")
            .envs(env.iter().copied())
            .current_dir(self.0.path().join(folder))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that fails early closes its stdin.
        let _ = child.stdin.take().unwrap().write_all(stdin);
        let output = child.wait_with_output().unwrap();
        let outcome = Outcome {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        };
        for word in ["panic", "bug in nordalign"] {
            assert!(!outcome.stderr.contains(word), "{}", outcome.stderr);
        }
        outcome
    }
}

impl Outcome {
    /// Stdout, after a check that all went well.
    #[track_caller]
    pub(crate) fn ok(self) -> String {
        assert_eq!(self.code, Some(0), "{}", self.stderr);
        self.stdout
    }

    /// Stderr, after a check that the program ended with `code` and wrote nothing to stdout.
    #[track_caller]
    pub(crate) fn failed(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{}", self.stderr);
        assert_eq!(self.stdout, "");
        assert!(self.stderr.contains("error: "), "{}", self.stderr);
        self.stderr
    }
}

/// Makes a named pipe.
#[cfg(unix)]
pub(crate) fn make_pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Whether git can be run; if not, a message says that the test proves nothing.
#[expect(clippy::print_stderr, reason = "nothing is skipped in silence")]
pub(crate) fn has_git() -> bool {
    let found = Command::new("git").arg("--version").output().is_ok();
    if !found {
        eprintln!("not tested: there is no git here");
    }
    found
}
