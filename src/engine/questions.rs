//! The questions of a guide, which lead to an option in plain words. They refer to no field.

/// A question of a guide.
#[derive(Debug)]
pub struct Question {
    /// Names the question in texts.
    pub id: Box<str>,
    /// What can be answered.
    pub answers: Vec<Lead>,
}

/// An answer to a question of a guide, and where it leads.
#[derive(Debug)]
pub struct Lead {
    /// Names the answer in texts.
    pub id: Box<str>,
    /// Where it leads.
    pub to: Destination,
}

/// Where an answer to a question of a guide leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To an option. It is suggested with the reason; the person decides.
    Option(Box<str>),
    /// To a question below, by its place in the guide.
    Question(usize),
    /// To somebody who knows: the form cannot tell.
    Advice,
}
