//! The drawings: lines, boxes and a few words. Their words come from the texts.

use super::dom::{Tag, classed, svg, tag};
use super::rich;
use super::ui::Ui;
use crate::engine::definition::Picture;

/// A box: x, y, width, height, and its class.
type Area = (u16, u16, u16, u16, &'static str);
/// Words: x, y, the name of their text, and their class.
type Words = (u16, u16, &'static str, &'static str);

struct Drawing {
    name: &'static str,
    size: (u16, u16),
    areas: &'static [Area],
    words: &'static [Words],
}

/// A letter with a heading, greyed lines, and the line that holds the answer ringed and pointed at.
const OPENING_NOTICE: Drawing = Drawing {
    name: "opening_notice",
    size: (480, 300),
    areas: &[
        (10, 10, 460, 280, "paper"),
        (40, 80, 150, 9, "grey"),
        (40, 98, 110, 9, "grey"),
        (320, 80, 120, 9, "grey"),
        (40, 124, 400, 150, "table"),
        (40, 174, 400, 50, "table"),
        (180, 144, 160, 10, "grey"),
        (34, 168, 412, 62, "ring"),
        (180, 244, 120, 10, "grey"),
    ],
    words: &[
        (240, 52, "title", "heading"),
        (54, 154, "contractor", "label"),
        (54, 205, "customer_id", "label"),
        (180, 205, "example", "example"),
        (54, 255, "access_key", "label"),
        (434, 205, "here", "here"),
    ],
};

/// A drawing with its caption.
pub(crate) fn picture(ui: Ui, picture: Picture) -> Tag {
    let drawing = match picture {
        Picture::OpeningNotice => &OPENING_NOTICE,
    };
    let text = |name: &str| format!("picture_{}_{name}", drawing.name);
    let (width, height) = drawing.size;
    let sheet = svg("svg").attribute("viewBox", &format!("0 0 {width} {height}")).attribute("role", "img");
    let sheet = sheet.attribute("aria-label", &ui.sentence(&text("alternative")));
    let areas = drawing.areas.iter().map(|(x, y, width, height, class)| {
        let area = svg("rect").attribute("class", class);
        let outline = [("x", x), ("y", y), ("width", width), ("height", height)];
        outline.into_iter().fold(area, |area, (name, length)| area.attribute(name, &length.to_string()))
    });
    let words = drawing.words.iter().map(|(x, y, name, class)| {
        let words = svg("text").attribute("class", class);
        words.attribute("x", &x.to_string()).attribute("y", &y.to_string()).text(&ui.sentence(&text(name)))
    });
    // Screen readers get the picture's label, not its parts.
    let drawn = svg("g").attribute("aria-hidden", "true").children(areas).children(words);
    let caption = ui.dom_id(drawing.name, "-caption");
    let figure = classed("figure", "picture").attribute("aria-labelledby", &caption).child(sheet.child(drawn));
    figure.child(rich::saying(ui, tag("figcaption").attribute("id", &caption), &text("caption")))
}
