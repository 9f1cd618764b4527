//! `standalone.html`: the static page with everything in it, for opening from disk.
//!
//! A page from disk may neither fetch a file nor load a module, so style sheets, scripts and WebAssembly are written
//! into it. No server sends its headers: it carries its policy itself, with the hash of each of its styles and scripts.

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::bundle::{self, Bundler};
use crate::html::replace_each;
use crate::notices::NOTICES;
use crate::npm::Npm;
use crate::tree::Tree;
use crate::{compress, files};

const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\"";
const END: &str = "</body>";
/// The shorter of the widget's two licences.
const OWN_LICENCE: &str = "LICENSE-MIT";

pub(crate) fn page(tree: &Tree, npm: &Npm, bundler: &Bundler<'_>, wasm: &[u8]) -> Result<String> {
    let www = tree.www();
    let (mut styles, mut scripts) = (Vec::new(), Vec::new());
    let html = files::read_text(&www.join("index.html"))?;
    let html = replace_each(&html, "<link ", ">", |link| {
        // Other links are a preload or an icon: files beside the page.
        if !link.contains("rel=\"stylesheet\"") {
            return Ok(String::new());
        }
        let style = String::from_utf8(bundle::lower_style(npm, &www.join(address(link, "href")?))?)?;
        styles.push(hash(&style));
        Ok(format!("<style>{style}</style>"))
    })?;
    let html = replace_each(&html, "<script ", "</script>", |script| {
        scripts.push(address(script, "src")?.to_owned());
        Ok(String::new())
    })?;
    // The widget looks for the bytes under this name before it fetches them.
    let bytes = format!("globalThis.shikakuFormWasm={};", bytes(wasm)?);
    let scripts = [bytes, String::from_utf8(bundler.classic(&scripts)?)?];
    let inlined: String = scripts.iter().map(|script| format!("<script>{script}</script>\n")).collect();
    let policy = policy(&scripts.each_ref().map(|script| hash(script)), &styles);
    let html = replace_once(&html, END, &format!("{inlined}{END}"))?;
    // All policies of a page apply, so this one replaces the site's, which allows files beside the page.
    let mut policies = 0;
    let html = replace_each(&html, POLICY, ">", |_| {
        policies += 1;
        Ok(format!("{POLICY} content=\"{policy}\">"))
    })?;
    ensure!(policies == 1, "index.html has {policies} policies");
    // Links to other files of the site are removed, too.
    let html = replace_each(&html, "<!-- of the site -->", "<!-- end -->", |_| Ok(String::new()))?;
    Ok(html + &licences(tree)?)
}

/// The licences demand to go with the code, and this file travels alone, so they are at its end.
fn licences(tree: &Tree) -> Result<String> {
    let texts = [OWN_LICENCE, NOTICES].map(|name| files::read_text(&tree.join(name)));
    let [own, others] = texts;
    comment(&format!("shikaku-form {}\n\n{}\n{}", env!("CARGO_PKG_VERSION"), own?, others?))
}

fn comment(text: &str) -> Result<String> {
    // No text of a licence may end the comment and become part of the page.
    ensure!(!text.contains("--!>") && !text.contains("-->"), "a licence would end the comment that it stands in");
    Ok(format!("<!--\n{text}-->\n"))
}

/// An expression for a promise of these bytes, which are embedded compressed: that halves the file.
pub(crate) fn bytes(wasm: &[u8]) -> Result<String> {
    let text = BASE64_STANDARD.encode(compress::gzip(wasm)?);
    Ok(format!(
        "(async()=>{{\
         const bytes=Uint8Array.from(atob(\"{text}\"),letter=>letter.charCodeAt(0));\
         const stream=new Blob([bytes]).stream().pipeThrough(new DecompressionStream(\"gzip\"));\
         return new Uint8Array(await new Response(stream).arrayBuffer())}})()"
    ))
}

fn policy(scripts: &[String], styles: &[String]) -> String {
    format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval' {}; style-src {}; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        scripts.join(" "),
        styles.join(" "),
    )
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// The file that a tag names, beside the page.
fn address<'a>(tag: &'a str, attribute: &str) -> Result<&'a str> {
    let value = tag.split_once(&format!("{attribute}=\"")).and_then(|(_, after)| after.split_once('"'));
    let (value, _) = value.with_context(|| format!("no {attribute}=\"…\" in: {tag}"))?;
    Ok(value.strip_prefix("./").unwrap_or(value))
}

fn replace_once(html: &str, place: &str, text: &str) -> Result<String> {
    let (before, after) = html.split_once(place).with_context(|| format!("index.html has no {place}"))?;
    Ok(format!("{before}{text}{after}"))
}

#[cfg(test)]
mod tests {
    use super::{address, comment, licences, replace_once};
    use crate::tree::Tree;

    #[test]
    fn licences_of_the_widget_and_of_others_fit_into_a_comment() {
        let text = licences(&Tree::find().unwrap()).unwrap();
        for words in ["the shikaku-form authors", "Apache License 2.0", "* leptos ", "The standard library of Rust"] {
            assert!(text.contains(words), "{words}");
        }
        assert!(comment("a text --> and a page").is_err());
    }

    #[test]
    fn inline_script_is_an_error() {
        assert!(address("type=\"module\">run()", "src").is_err());
    }

    #[test]
    fn place_that_is_absent_is_an_error() {
        assert!(replace_once("<html>", "</body>", "").is_err());
    }
}
