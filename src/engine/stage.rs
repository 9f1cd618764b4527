//! The pages of a form, one after the other, and the progress of its answers.

use std::sync::Arc;

use super::calendar::Moment;
use super::validation::Submission;

/// The pages of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The form.
    Entry,
    /// The answers, for reading again.
    Review,
    /// The export, and what happens next.
    Complete,
}

/// The page that a form is on, with what was proved on the way there: no later answer changes it.
#[derive(Debug, Clone)]
pub enum Page {
    /// The form.
    Entry,
    /// The proved answers, for reading again.
    Review(Arc<Submission>),
    /// The application.
    Complete(Completed),
}

/// An application that the person has confirmed.
#[derive(Debug, Clone)]
pub struct Completed {
    /// Its answers.
    pub submission: Arc<Submission>,
    /// When that was.
    pub at: Moment,
}

impl Page {
    /// Which page it is.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match self {
            Self::Entry => Stage::Entry,
            Self::Review(_) => Stage::Review,
            Self::Complete(_) => Stage::Complete,
        }
    }
}

impl Stage {
    /// The stage as programs see it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Review => "review",
            Self::Complete => "complete",
        }
    }
}

/// How far the required items are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Shown required items without an error.
    pub answered: usize,
    /// Shown required items.
    pub required: usize,
    /// How many of the answered ones are as the form opened with them: the person may not have looked at these.
    pub as_opened: usize,
}

impl Progress {
    /// How many required items wait for an answer.
    #[must_use]
    pub fn left(self) -> usize {
        self.required.saturating_sub(self.answered)
    }

    /// How many the person has answered: a value that the form opened with does not count.
    #[must_use]
    pub fn done(self) -> usize {
        self.answered.saturating_sub(self.as_opened)
    }
}
