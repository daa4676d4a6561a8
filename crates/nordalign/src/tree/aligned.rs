//! The alignments of a tree, one after the other, while the next ones are computed.

use std::collections::BTreeMap;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::aligner::Aligner;
use crate::alignment::Alignment;
use crate::document::Document;
use crate::error::Error;
use crate::lang::Lang;
use crate::tree::documents::{DocumentSet, TreeFile};
use crate::tree::panics::catching_panics;
use crate::tree::scan::DocumentReader;

/// A set of documents, aligned as far as they could be.
#[derive(Debug)]
#[non_exhaustive]
pub struct AlignedSet {
    /// The set.
    pub set: DocumentSet,
    /// The documents that could be read, in the order of the set.
    pub documents: Vec<Document>,
    /// The alignment of the documents that could be read; `None` if fewer than two could, or if
    /// aligning failed.
    pub alignment: Option<Alignment>,
    /// What went wrong with the other documents, or while aligning. Errors name their files.
    pub errors: Vec<Error>,
}

impl AlignedSet {
    /// Its document in `lang`, if that could be read.
    pub fn document(&self, lang: Lang) -> Option<&Document> {
        let mut documents = self.documents.iter();
        documents.find(|document| document.lang() == lang)
    }
}

/// The iterator that [`Tree::align`](crate::tree::Tree::align) and
/// [`Tree::align_sets`](crate::tree::Tree::align_sets) return: the sets in order, each once.
pub struct Aligned<T = AlignedSet> {
    work: Arc<Work<T>>,
    /// The next set to return, and the next to start.
    next: usize,
    begun: usize,
    /// Sets that were done before their turn.
    done: BTreeMap<usize, T>,
    results: Receiver<(usize, thread::Result<T>)>,
    sender: Sender<(usize, thread::Result<T>)>,
}

struct Work<T> {
    sets: Arc<[DocumentSet]>,
    aligner: Aligner,
    reader: DocumentReader,
    then: Box<dyn Fn(AlignedSet) -> T + Send + Sync>,
}

impl<T> fmt::Debug for Aligned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Aligned")
            .field("sets", &self.work.sets.len())
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

/// For each thread, this many sets are being aligned or waiting for their turn.
const AHEAD: usize = 4;

/// How long a thread of the pool waits before it looks for work again.
const PAUSE: Duration = Duration::from_millis(1);

impl<T: Send + 'static> Aligned<T> {
    pub(super) fn new(
        sets: Arc<[DocumentSet]>,
        aligner: &Aligner,
        reader: DocumentReader,
        then: impl Fn(AlignedSet) -> T + Send + Sync + 'static,
    ) -> Self {
        let (sender, results) = channel();
        Aligned {
            work: Arc::new(Work {
                sets,
                aligner: aligner.clone(),
                reader,
                then: Box::new(then),
            }),
            next: 0,
            begun: 0,
            done: BTreeMap::new(),
            results,
            sender,
        }
    }

    /// Starts further sets, up to the bound.
    fn begin(&mut self) {
        let bound = self.next + AHEAD * rayon::current_num_threads();
        while self.begun < self.work.sets.len().min(bound) {
            let (number, work, sender) = (self.begun, self.work.clone(), self.sender.clone());
            rayon::spawn(move || {
                // A panic of `then` is passed on to the caller.
                let result = catch_unwind(AssertUnwindSafe(|| (work.then)(work.align(number))));
                // The receiver may already be gone.
                let _ = sender.send((number, result));
            });
            self.begun += 1;
        }
    }

    /// Waits for any result. A thread of the pool works in the meantime: it may be the only one.
    fn wait(&self) -> Option<(usize, thread::Result<T>)> {
        loop {
            if let Ok(result) = self.results.try_recv() {
                return Some(result);
            }
            match rayon::yield_now() {
                None => return self.results.recv().ok(),
                Some(rayon::Yield::Executed) => {}
                Some(rayon::Yield::Idle) => match self.results.recv_timeout(PAUSE) {
                    Ok(result) => return Some(result),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return None,
                },
            }
        }
    }
}

impl<T: Send + 'static> Iterator for Aligned<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        if self.next >= self.work.sets.len() {
            return None;
        }
        self.begin();
        let item = loop {
            if let Some(item) = self.done.remove(&self.next) {
                break item;
            }
            match self.wait()? {
                (number, Ok(item)) => {
                    self.done.insert(number, item);
                }
                (_, Err(panic)) => resume_unwind(panic),
            }
        };
        self.next += 1;
        // The others are worked on while the caller uses this one.
        self.begin();
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.work.sets.len() - self.next;
        (left, Some(left))
    }
}

impl<T: Send + 'static> ExactSizeIterator for Aligned<T> {}

impl<T> Work<T> {
    fn align(&self, number: usize) -> AlignedSet {
        let set = self.sets[number].clone();
        let mut documents: Vec<Document> = Vec::new();
        let mut errors = Vec::new();
        for file in &set.files {
            match catching_panics(&[file.path()], || {
                self.reader.document(file.lang, file.path())
            }) {
                Ok(document) => documents.push(document),
                Err(error) => errors.push(error),
            }
        }
        let mut alignment = None;
        if documents.len() > 1 {
            let paths: Vec<&Path> = set.files.iter().map(TreeFile::path).collect();
            match catching_panics(&paths, || self.aligner.align_from_any(&documents)) {
                Ok(made) => alignment = Some(made),
                Err(error) => errors.push(error),
            }
        }
        AlignedSet {
            set,
            documents,
            alignment,
            errors,
        }
    }
}
