//! The steps of a run: each is announced before it starts, because some are silent for minutes, and timed. Steps that
//! run side by side print in a log each, which is shown when the step is over.

use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Error, Result, bail};

use crate::tree::Tree;
use crate::{files, process};

/// A sequence of steps that waits for no other sequence.
pub(crate) type Lane<'a> = Box<dyn FnOnce(&Steps) -> Result<()> + Send + 'a>;

pub(crate) struct Steps {
    logs: PathBuf,
    start: Instant,
    done: Mutex<Vec<Done>>,
    /// Whether steps run side by side.
    is_shared: bool,
    /// The first of them that failed. No step begins after it.
    failure: Mutex<Option<Error>>,
}

#[derive(Clone, Copy)]
struct Done {
    name: &'static str,
    /// Since the run began.
    start: Duration,
    time: Duration,
}

impl Steps {
    pub(crate) fn new(tree: &Tree) -> Self {
        let (done, failure) = (Mutex::default(), Mutex::default());
        Self { logs: tree.join("target/logs"), start: Instant::now(), done, is_shared: false, failure }
    }

    /// Runs one step. `duration` says how long to expect it to take, for the person who waits.
    pub(crate) fn run<T>(&self, name: &'static str, duration: &str, step: impl FnOnce() -> Result<T>) -> Result<T> {
        if held(&self.failure).is_some() {
            bail!("{name} was not begun");
        }
        let start = self.start.elapsed();
        let result = if self.is_shared {
            self.run_beside_others(name, duration, step)
        } else {
            println!("==> {name} ({duration})");
            step()
        };
        let time = self.start.elapsed().saturating_sub(start);
        held(&self.done).push(Done { name, start, time });
        result.context(name)
    }

    fn run_beside_others<T>(&self, name: &str, duration: &str, step: impl FnOnce() -> Result<T>) -> Result<T> {
        let log = self.logs.join(format!("{}.log", name.replace([' ', ','], "-")));
        files::write(&log, b"")?;
        println!("==> {name} ({duration}; {})", log.display());
        let start = Instant::now();
        let result = process::logged(File::options().append(true).open(&log)?, step);
        let ending = if result.is_ok() { "done" } else { "FAILED" };
        let mut output = std::io::stdout().lock();
        writeln!(output, "<== {name}: {ending} after {:.1} s", start.elapsed().as_secs_f64())?;
        output.write_all(&files::read(&log)?)?;
        result
    }

    /// Runs lanes side by side to their ends, and fails with the first step that failed.
    pub(crate) fn side_by_side(&mut self, lanes: Vec<Lane<'_>>) -> Result<()> {
        self.is_shared = true;
        let steps = &*self;
        let run = |lane: Lane<'_>| {
            if let Err(error) = lane(steps) {
                held(&steps.failure).get_or_insert(error);
            }
        };
        thread::scope(|scope| {
            for lane in lanes {
                scope.spawn(move || run(lane));
            }
        });
        self.is_shared = false;
        held(&self.failure).take().map_or(Ok(()), Err)
    }

    /// When each step began, and how long it took.
    pub(crate) fn print(&self) {
        println!("\n   began    took");
        let mut done = held(&self.done).clone();
        done.sort_by_key(|step| step.start);
        for Done { name, start, time } in done {
            println!("{:6.0} s {:5.0} s  {name}", start.as_secs_f64(), time.as_secs_f64());
        }
        println!("         {:5.0} s  together\n", self.start.elapsed().as_secs_f64());
    }
}

/// The content of a mutex, even after a lane has panicked.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use anyhow::bail;

    use super::Steps;
    use crate::tree::Tree;

    #[test]
    fn failure_in_one_lane_is_the_run_s_and_begins_no_step_of_another() {
        let mut steps = Steps::new(&Tree::find().unwrap());
        let (failed, is_failed) = mpsc::channel::<()>();
        let failure = steps.side_by_side(vec![
            Box::new(move |steps| {
                let result = steps.run("a step that a test lets fail", "", || bail!("the reason"));
                drop(failed);
                result
            }),
            Box::new(move |steps| {
                is_failed.recv().unwrap_err();
                while super::held(&steps.failure).is_none() {
                    std::thread::yield_now();
                }
                steps.run("a step beside it", "", || panic!("it was begun"))
            }),
        ]);
        assert_eq!(format!("{:#}", failure.unwrap_err()), "a step that a test lets fail: the reason");
    }
}
