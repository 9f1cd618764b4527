//! What is asked of a session, and what comes of it: all that the view has to draw, so that it need not ask back.

use super::definition::{FieldIndex, ItemIndex};
use super::display::Display;
use super::draft::{Lost, Unopened};
use super::form::{Action, Progress, Stage};
use super::json::Json;
use super::problem::Problem;
use super::screen::{FieldScreen, SummaryLine};
use super::texts::Texts;
use super::values::{Value, Values};

/// Lines of the longest list of errors.
pub const MAX_LINES: usize = 20;

/// What stands in the boxes and nobody has told of: password managers, extensions and scripts fill boxes in silently.
pub type News = Vec<(FieldIndex, Value)>;

/// The place of the chosen answer for each question of a guide, as far as they are answered.
pub type GuideAnswers = Vec<Option<usize>>;

/// What the person, the host page or the browser wants.
#[derive(Debug)]
pub enum Command {
    /// The person acts. What is new gets the focus.
    Do(Action),
    /// The person takes a suggestion. The focus goes to the field that it was about.
    Suggested(Action, FieldIndex),
    /// The person has found the answers right.
    Complete,
    /// The person goes back from the review page to change one item.
    Edit(ItemIndex),
    /// The person answers a question of a field's guide: its place, and the place of the answer.
    AnswerGuide(FieldIndex, usize, usize),
    /// The person has chosen or dropped a file; or why it could not be read.
    OpenFile(Result<Json, Unopened>),
    /// The person lets the file that waits replace the answers.
    ReplaceAnswers,
    /// The person keeps the answers.
    KeepAnswers,
    /// The answers are in a file of the person's, or the host has taken them.
    HandedOut,
    /// The host has set other answers to begin with.
    Prefill(Values),
    /// The host goes back to how the page was opened.
    Reset,
    /// The host wants every error shown.
    ShowErrors,
    /// The form is shown in another way; with its sentences, where these are others, and whether the host has yet to be
    /// told.
    Show(Display, Option<Box<Texts>>, bool),
    /// The browser may keep the page, and bring it back to somebody else.
    ForgetSecrets,
    /// Nothing but what the boxes hold.
    TakeUp,
}

/// Which boxes are read before a command: what they hold is taken up before anything is judged, drawn over or saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boxes {
    /// None: the command says itself what was entered, or changes no answer.
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

    /// The one field that is acted on. Its answer may draw other boxes anew.
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

/// What has changed. What is `None` or empty is drawn already.
#[derive(Debug, Default)]
pub struct Update {
    /// Fields, some perhaps as they are drawn already.
    pub fields: Vec<(FieldIndex, FieldScreen)>,
    /// Items that are shown now, or hidden.
    pub items: Vec<(ItemIndex, bool)>,
    /// The page: another one, or the one that the way to the next was refused on.
    pub stage: Option<Stage>,
    /// Every line of the error summary; none before the first attempt to go on.
    pub summary: Option<Vec<SummaryLine>>,
    /// How far the required items are answered.
    pub progress: Option<Progress>,
    /// The first [`MAX_LINES`] of those that wait for an answer.
    pub unanswered: Option<Vec<SummaryLine>>,
    /// The item that the person has gone back to from the review page.
    pub editing: Option<ItemIndex>,
    /// What was answered in the guides of these fields.
    pub guides: Vec<(FieldIndex, GuideAnswers)>,
    /// What came of a file.
    pub file: Option<FileReport>,
    /// How the form is shown.
    pub display: Option<Display>,
    /// Whether every word is another one.
    pub is_reworded: bool,
    /// What a screen reader is told.
    pub announcement: Option<String>,
    /// Where the focus goes, once all of this is drawn.
    pub focus: Option<Focus>,
    /// What the host page is told, in this order.
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
    /// To what came of a file, or the question whether to open it.
    FileReport,
    /// To where a file is chosen.
    FileChoice,
}

/// What came of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileReport {
    /// What the last file has that could not be taken up, or why it was not opened.
    pub came: Option<Result<Vec<Lost>, Unopened>>,
    /// Whether a file would replace answers, and the person is asked.
    pub is_asking: bool,
    /// Answers to the form that stood here before, which have no place in this one.
    pub not_carried: Vec<Lost>,
}

/// What the host page is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostEvent {
    /// Stage and progress, never a value.
    Change(Stage, Progress),
    /// The application, without secrets.
    Complete(Json),
    /// How the person wants the form shown: for the attributes of the element.
    Display(Display),
    /// What of the prefill does not fit the definition.
    Problems(Vec<Problem>),
    /// Whether answers would be lost with the page.
    Unsaved(bool),
    /// Whether errors are listed that are still there.
    Invalid(bool),
}
