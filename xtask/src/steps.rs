//! The steps of a run: each is announced before it starts, because some are silent for minutes, and timed.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<(&'static str, Duration)>,
}

impl Steps {
    /// Runs one step. `duration` says how long to expect it to take, for the person who waits.
    pub(crate) fn run<T>(&mut self, name: &'static str, duration: &str, step: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("==> {name} ({duration})");
        let start = Instant::now();
        let result = step().context(name)?;
        self.done.push((name, start.elapsed()));
        Ok(result)
    }

    pub(crate) fn print(&self) {
        let total: Duration = self.done.iter().map(|(_, time)| *time).sum();
        println!();
        for (name, time) in self.done.iter().chain([&("together", total)]) {
            println!("{:8.1} s  {name}", time.as_secs_f64());
        }
        println!();
    }
}
