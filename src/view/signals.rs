//! What is drawn again when something changes: Leptos' signals and effects, and their owner.

use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::{ArcTrigger, LocalStorage, Notify as _, RenderEffect, StoredValue, Track as _};

/// Set when something has to be drawn again. It carries no value, because Leptos compiles a copy of its code for every
/// type of value in a signal.
pub(crate) type Changed = ArcTrigger;

/// Something that is on or off in the view alone.
#[derive(Clone)]
pub(crate) struct Toggle(Rc<(Cell<bool>, Changed)>);

impl Toggle {
    /// One that begins on or off.
    pub(crate) fn new(is_on: bool) -> Self {
        Self(Rc::new((Cell::new(is_on), Changed::new())))
    }

    /// Whether it is on.
    pub(crate) fn is_on(&self) -> bool {
        self.0.0.get()
    }

    /// The same for what is being drawn, which is drawn again when that changes.
    pub(crate) fn get(&self) -> bool {
        self.0.1.track();
        self.is_on()
    }

    /// Turns it on or off.
    pub(crate) fn set(&self, is_on: bool) {
        self.0.0.set(is_on);
        self.0.1.notify();
    }
}

/// Runs now, and whenever a signal that it reads has changed, as long as the view exists.
pub(crate) fn watch(draw: impl Fn() + 'static) {
    watch_boxed(Box::new(draw));
}

fn watch_boxed(draw: Box<dyn Fn()>) {
    keep(Box::new(RenderEffect::new(move |_| draw())));
}

/// Keeps something until the owner of the view drops it.
pub(crate) fn keep(kept: Box<dyn Any>) {
    let _kept: StoredValue<_, LocalStorage> = StoredValue::new_local(kept);
}
