//! Commands to a session, and their result: everything that the view has to draw.

use super::definition::{FieldIndex, ItemIndex};
use super::display::Display;
use super::draft::{Lost, Unopened};
use super::form::{Action, Progress, Stage};
use super::json::Json;
use super::problem::Problem;
use super::screen::{FieldScreen, SummaryLine};
use super::texts::Texts;
use super::values::{Value, Values};

/// The longest list of errors, in lines.
pub const MAX_LINES: usize = 20;

/// Values found in boxes without an event: password managers, extensions and scripts fill boxes in silently.
pub type News = Vec<(FieldIndex, Value)>;

/// The position of the chosen answer for each question of a guide that is answered.
pub type GuideAnswers = Vec<Option<usize>>;

/// What the person, the host page or the browser wants.
#[derive(Debug)]
pub enum Command {
    /// The person acts. A new page gets the focus.
    Do(Action),
    /// The person takes a suggestion. The focus goes to the field that it was about.
    Suggested(Action, FieldIndex),
    /// The person has confirmed the answers.
    Complete,
    /// The person goes back from the review page to change one item.
    Edit(ItemIndex),
    /// The person answers a question of a field's guide: its position, and the position of the answer.
    AnswerGuide(FieldIndex, usize, usize),
    /// The person has chosen or dropped a file; or the reason why it could not be read.
    OpenFile(Result<Json, Unopened>),
    /// The person lets the file that waits replace the answers.
    ReplaceAnswers,
    /// The person keeps the answers.
    KeepAnswers,
    /// The person has saved the answers in a file, or the host has taken them.
    HandedOut,
    /// The host has set other initial answers.
    Prefill(Values),
    /// The host goes back to how the page was opened.
    Reset,
    /// The host wants every error shown.
    ShowErrors,
    /// The form is shown in another way: with new sentences if the wording changes, and whether the host still has to
    /// be told.
    Show(Display, Option<Box<Texts>>, bool),
    /// The browser may keep the page, and show it again to another person.
    ForgetSecrets,
    /// Nothing but what the boxes hold.
    TakeUp,
}

/// Which boxes are read before a command: their values are taken up before anything is judged, drawn over or saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boxes {
    /// None: the command itself has what was entered, or changes no answer.
    None,
    /// That of one field.
    Of(FieldIndex),
    /// Every one.
    All,
}

impl Command {
    /// Which boxes are read before.
    #[must_use]
    pub fn boxes(&self) -> Boxes {
        let is_entered = matches!(self, Self::Do(Action::Enter(..)) | Self::Suggested(Action::Enter(..), _));
        if is_entered || matches!(self, Self::AnswerGuide(..) | Self::KeepAnswers | Self::HandedOut) {
            return Boxes::None;
        }
        self.field().map_or(Boxes::All, Boxes::Of)
    }

    /// The one field that is acted on. Its answer may redraw other boxes.
    #[must_use]
    pub fn field(&self) -> Option<FieldIndex> {
        let (Self::Do(action) | Self::Suggested(action, _)) = self else { return None };
        match action {
            Action::Enter(field, _) | Action::Leave(field) | Action::Untidy(field) => Some(*field),
            Action::Review | Action::Back | Action::Complete(_) => None,
            Action::Open(_) | Action::Prefill(_) | Action::Reset => None,
        }
    }
}

/// What has changed. `None` and empty mean no change.
#[derive(Debug, Default)]
pub struct Update {
    /// Fields; some may be unchanged.
    pub fields: Vec<(FieldIndex, FieldScreen)>,
    /// Items that are shown now, or hidden.
    pub items: Vec<(ItemIndex, bool)>,
    /// The page: a new one, or the present one if going on was refused.
    pub stage: Option<Stage>,
    /// Every line of the error summary; none before the first attempt to go on.
    pub summary: Option<Vec<SummaryLine>>,
    /// How far the required items are answered.
    pub progress: Option<Progress>,
    /// The first [`MAX_LINES`] items that wait for an answer.
    pub unanswered: Option<Vec<SummaryLine>>,
    /// The item that the person has gone back to from the review page.
    pub editing: Option<ItemIndex>,
    /// Fields whose guides have other answers.
    pub guides: Vec<FieldIndex>,
    /// The result of opening a file.
    pub file: Option<FileReport>,
    /// How the form is shown.
    pub display: Option<Display>,
    /// Whether every word has changed.
    pub is_reworded: bool,
    /// The text for the screen reader.
    pub announcement: Option<String>,
    /// Where the focus goes, once all of this is drawn.
    pub focus: Option<Focus>,
    /// Events for the host page, in this order.
    pub events: Vec<HostEvent>,
}

/// Where the focus goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// To the title of the page.
    Title,
    /// To the error summary.
    Summary,
    /// To the control of a field.
    Field(FieldIndex),
    /// To the result of opening a file, or the question whether to open it.
    FileReport,
    /// To where a file is chosen.
    FileChoice,
}

/// The result of opening a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileReport {
    /// The answers of the last file that could not be restored, or why it was not opened.
    pub came: Option<Result<Vec<Lost>, Unopened>>,
    /// Whether a file would replace answers, and the person is asked.
    pub is_asking: bool,
    /// Answers to the form that was shown before, which do not fit this one.
    pub not_carried: Vec<Lost>,
}

/// An event for the host page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostEvent {
    /// Stage and progress, never a value.
    Change(Stage, Progress),
    /// The application, without secrets.
    Complete(Json),
    /// How the person wants the form shown: for the attributes of the element.
    Display(Display),
    /// The parts of the prefill that do not fit the definition.
    Problems(Vec<Problem>),
    /// Whether closing the page would lose answers.
    Unsaved(bool),
    /// Whether the error summary lists an error that still exists.
    Invalid(bool),
}
