//! The description of the definition format: its objects, their keys, and what each key takes.
//!
//! The parser takes the names of the keys from these tables. `cargo xtask build` generates from them the JSON Schema,
//! the TypeScript types and the table in `docs/definition.md`. The sentences stay out of the WebAssembly: see `names!`.

/// An object of the format.
#[derive(Debug)]
pub struct Part {
    /// Its name; of a field, the value of `control`.
    pub name: &'static str,
    /// What it is, as a sentence.
    pub meaning: &'static str,
    /// The keys it may have.
    pub keys: &'static [Key],
    /// Which of its optional keys go together.
    pub rule: Rule,
}

/// A key of an object.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Whether it is required.
    pub required: bool,
    /// What it takes.
    pub shape: Shape,
    /// What it says, as a sentence; `""` where the name says it all.
    pub meaning: &'static str,
}

/// What a key takes.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Any string.
    Text,
    /// A name: `^[a-z][a-z0-9_]{0,63}$`.
    Id,
    /// `true` or `false`.
    Flag,
    /// A whole number between two others, both included.
    Whole(u32, u32),
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// One of these strings, or this one.
    OneOfAnd(&'static [&'static str], &'static str),
    /// A month, `YYYY-MM`.
    Month,
    /// A regular expression.
    Pattern,
    /// Strings that differ, none of them empty, at most this many.
    Options(usize),
    /// From 1 to this many of a shape.
    List(&'static Shape, usize),
    /// An object with these keys.
    Object(&'static Part),
    /// For each option of a choice, a whole number between two others.
    ForEachOption(u32, u32),
    /// A field of any kind.
    Field,
    /// A condition.
    Condition,
    /// What a condition compares with: an option, or whether a consent is given.
    Operand,
    /// Sentences by language and key.
    Sentences,
}

/// Which optional keys go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Any of them.
    Free,
    /// One of these two and not the other.
    Either(&'static str, &'static str),
    /// The same; and the second of them does not go with the third, a flag.
    EitherWithout(&'static str, &'static str, &'static str),
    /// One of these two, the other, or none.
    NotBoth(&'static str, &'static str),
}

/// The names of a part's keys: `names!(PART)`. They are computed at compile time, so that the binary has nothing else
/// of the keys.
macro_rules! names {
    ($part:expr) => {
        const { &$crate::engine::format::names_of::<{ $part.keys.len() }>(&$part) }
    };
}
pub(super) use names;

#[expect(clippy::indexing_slicing, reason = "it runs when the crate is compiled")]
pub(super) const fn names_of<const N: usize>(part: &Part) -> [&'static str; N] {
    let mut names = [""; N];
    let mut position = 0;
    while position < N {
        names[position] = part.keys[position].name;
        position += 1;
    }
    names
}

impl Key {
    /// A required key.
    #[must_use]
    pub const fn required(name: &'static str, shape: Shape, meaning: &'static str) -> Self {
        Self { name, required: true, shape, meaning }
    }

    /// An optional key.
    #[must_use]
    pub const fn optional(name: &'static str, shape: Shape, meaning: &'static str) -> Self {
        Self { name, required: false, shape, meaning }
    }
}
