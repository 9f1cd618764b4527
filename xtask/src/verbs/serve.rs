//! `cargo xtask serve`: builds, then serves the site until it is stopped.

use anyhow::{Context, Result, bail};

use crate::machine::Machine;
use crate::server::{Audience, Server};
use crate::steps::Steps;
use crate::tree::Tree;
use crate::verbs::build;

pub(crate) fn run(options: &[&str]) -> Result<()> {
    let port = match options {
        [] => 0,
        ["--port", number] => number.parse().with_context(|| format!("not a port: {number}"))?,
        _ => bail!("serve takes --port N, not: {}", options.join(" ")),
    };
    let tree = Tree::find()?;
    build::build(&tree, &Machine::this(), &Steps::new(&tree))?;
    let server = Server::start(&tree, port, Audience::People)?;
    println!("{}/   (Ctrl-C stops)", server.url());
    server.wait()
}
