//! One file for each verb of the command line.

pub(crate) mod bench;
pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod notices;
pub(crate) mod package;
pub(crate) mod serve;
pub(crate) mod test;
