//! Shared by native tests and browser tests: cases, definitions, and the states that a form can reach.

pub(crate) mod candidates;
pub(crate) mod cases;
pub(crate) mod hearing_sheet;
pub(crate) mod reachable_states;
