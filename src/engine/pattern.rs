//! Regular expressions of a definition, searched in linear time.
//!
//! A pattern may use only syntax that Rust and ECMA-262 with the flag `u` (the dialect of JSON Schema) read alike,
//! because other programs read it too. Its cost is counted before it is compiled.

use std::iter::Peekable;
use std::str::Chars;

use regex_lite::Regex;

/// Characters of a text that is searched: no box takes more, and a longer text has an error already.
pub const LONGEST_TEXT: usize = 10_000;

/// A regular expression. The group `at`, if there is one, marks the character to point at.
#[derive(Debug)]
pub struct Pattern {
    regex: Regex,
    size: usize,
}

/// A match of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The match of the group `at`: its position in characters, counted from 1, and its text.
    pub at: Option<(usize, String)>,
}

impl Pattern {
    /// Compiles a pattern of at most `max` states.
    ///
    /// # Errors
    /// What is wrong with the pattern, in English.
    pub fn new(source: &str, max: usize) -> Result<Self, String> {
        let size = size(source)?;
        if size > max {
            return Err(format!("the pattern has {size} states; {max} are left for this field"));
        }
        let regex = Regex::new(source).map_err(|error| error.to_string())?;
        Ok(Self { regex, size })
    }

    /// How many states a search may be in: what a character of the text costs at most.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// The pattern as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.regex.as_str()
    }

    /// Searches a text of at most [`LONGEST_TEXT`] characters; nothing is found in a longer one.
    #[must_use]
    pub fn search(&self, text: &str) -> Option<Found> {
        if text.chars().nth(LONGEST_TEXT).is_some() {
            return None;
        }
        let captures = self.regex.captures(text)?;
        let at = captures.name("at").map(|at| {
            let before = text.get(..at.start()).unwrap_or_default();
            (before.chars().count() + 1, at.as_str().to_owned())
        });
        Some(Found { at })
    }
}

/// A text as a pattern that matches it alone, as ECMA-262 with the flag `u` writes it: no other character may be escaped
/// there (its grammar calls these `SyntaxCharacter`).
#[must_use]
pub fn literal(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for one in text.chars() {
        if SYNTAX_CHARACTERS.contains(one) {
            escaped.push('\\');
        }
        escaped.push(one);
    }
    escaped
}

/// What is wrong with a pattern, in English.
type Mistake = &'static str;

const SYNTAX_CHARACTERS: &str = r"^$\.*+?()[]{}|/";

/// Counts the states of a pattern, repetitions written out.
fn size(source: &str) -> Result<usize, Mistake> {
    let mut reading = Reading { rest: source.chars().peekable(), groups: Vec::new(), size: 0, atom: None };
    while let Some(one) = reading.rest.next() {
        reading.token(one)?;
    }
    if reading.groups.is_empty() { Ok(reading.size) } else { Err("a group is not closed") }
}

struct Reading<'p> {
    rest: Peekable<Chars<'p>>,
    /// The sizes before each open group.
    groups: Vec<usize>,
    /// The size of the innermost group so far.
    size: usize,
    /// The size of its last atom, which may be repeated.
    atom: Option<usize>,
}

impl Reading<'_> {
    fn token(&mut self, one: char) -> Result<(), Mistake> {
        match one {
            '\\' => {
                self.escape()?;
                self.take_atom(1);
            }
            '[' => self.class()?,
            '(' => self.open_group()?,
            ')' => {
                let before = self.groups.pop().ok_or("a group is closed that was not opened")?;
                let group = std::mem::replace(&mut self.size, before).saturating_add(1);
                self.take_atom(group);
            }
            '*' | '+' | '?' => self.repeat(1)?,
            '{' => {
                let max = self.count()?;
                self.repeat(max)?;
            }
            '|' | '^' | '$' => (self.size, self.atom) = (self.size.saturating_add(1), None),
            ']' | '}' => return Err("`]` and `}` by themselves are written `\\]` and `\\}`"),
            _ => self.take_atom(1),
        }
        Ok(())
    }

    fn take_atom(&mut self, size: usize) {
        self.size = self.size.saturating_add(size);
        self.atom = Some(size);
    }

    /// Counts the last atom `max` times.
    fn repeat(&mut self, max: usize) -> Result<(), Mistake> {
        let atom = self.atom.take().ok_or("there is nothing to repeat here")?;
        self.size = self.size.saturating_sub(atom).saturating_add(atom.saturating_mul(max).saturating_add(1));
        // A lazy quantifier.
        let _lazy = self.rest.next_if_eq(&'?');
        Ok(())
    }

    /// The largest number of a counted repetition: `{2}`, `{2,}` or `{2,4}`.
    fn count(&mut self) -> Result<usize, Mistake> {
        let malformed = "a repetition is written {2}, {2,} or {2,4}; `{` by itself is written `\\{`";
        let inside: String = std::iter::from_fn(|| self.rest.next_if(|one| *one != '}')).take(16).collect();
        self.rest.next_if_eq(&'}').ok_or(malformed)?;
        let number = |digits: &str| {
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| digits.parse().unwrap_or(usize::MAX)).ok_or(malformed)
        };
        match inside.split_once(',') {
            None => Ok(number(&inside)?),
            Some((min, "")) => Ok(number(min)?.saturating_add(1)),
            Some((min, max)) => Ok(number(max)?.max(number(min)?)),
        }
    }

    fn open_group(&mut self) -> Result<(), Mistake> {
        if self.rest.next_if_eq(&'?').is_some() && self.rest.next_if_eq(&':').is_none() {
            let _of_rust = self.rest.next_if_eq(&'P');
            let is_name = |one: &char| one.is_ascii_alphanumeric() || *one == '_';
            let is_named = self.rest.next_if_eq(&'<').is_some() && self.rest.next_if(is_name).is_some();
            while self.rest.next_if(is_name).is_some() {}
            if !is_named || self.rest.next_if_eq(&'>').is_none() {
                return Err("a group is written (a), (?:a) or (?<name>a); engines differ in the others");
            }
        }
        self.groups.push(std::mem::take(&mut self.size));
        self.atom = None;
        Ok(())
    }

    /// What follows a backslash. Engines differ in classes such as `\d`, in `\b` and in `\<`.
    fn escape(&mut self) -> Result<(), Mistake> {
        let escaped = self.rest.next().ok_or("nothing is escaped at the end")?;
        match escaped {
            'n' | 'r' | 't' => Ok(()),
            'x' => self.hexadecimal(2),
            'u' if self.rest.next_if_eq(&'{').is_some() => {
                while self.rest.next_if(char::is_ascii_hexdigit).is_some() {}
                self.rest.next_if_eq(&'}').map(drop).ok_or("a character is written \\u{3042}")
            }
            'u' => self.hexadecimal(4),
            '<' | '>' => Err("write `<` and `>`: escaped, they are edges of words in some engines"),
            _ if escaped.is_ascii_punctuation() => Ok(()),
            _ => Err("engines differ in this escape: name the characters, such as [0-9]"),
        }
    }

    fn hexadecimal(&mut self, digits: usize) -> Result<(), Mistake> {
        let found = std::iter::from_fn(|| self.rest.next_if(char::is_ascii_hexdigit)).take(digits).count();
        if found == digits { Ok(()) } else { Err("a character is written \\x2d, \\u3042 or \\u{3042}") }
    }

    /// A class such as `[^0-9a-z_]`: one state, and more where it takes the memory of more. In some engines classes hold others, and can be cut out of each other.
    fn class(&mut self) -> Result<(), Mistake> {
        let _negated = self.rest.next_if_eq(&'^');
        let mut parts = 0_usize;
        loop {
            let one = self.rest.next().ok_or("a class is not closed")?;
            match one {
                ']' if parts > 0 => break,
                ']' => return Err("a class names a character at least; `]` in it is written `\\]`"),
                '[' => return Err("`[` in a class is written `\\[`"),
                '&' | '-' | '~' if self.rest.peek() == Some(&one) => {
                    return Err("`&&`, `--` and `~~` cut classes in some engines: escape the sign");
                }
                '\\' => self.escape()?,
                _ => {}
            }
            parts += 1;
        }
        self.take_atom(1 + parts / 16);
        Ok(())
    }
}
