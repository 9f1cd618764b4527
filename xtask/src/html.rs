//! Pages as text: finding a tag in the project's own pages needs no parser.

use anyhow::{Context, Result};

/// Replaces each stretch from `open` to `close`.
pub(crate) fn replace_each(
    html: &str,
    open: &str,
    close: &str,
    mut replacement: impl FnMut(&str) -> Result<String>,
) -> Result<String> {
    let mut result = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(open) {
        let (inside, following) = after.split_once(close).with_context(|| format!("{open} without {close}"))?;
        result.push_str(before);
        result.push_str(&replacement(inside)?);
        rest = following;
    }
    result.push_str(rest);
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::replace_each;

    #[test]
    fn tags_of_one_kind_are_replaced_and_the_rest_is_kept() {
        let html = "<p>a</p><script src=\"x.js\"></script><p>b</p><script src=\"y.js\"></script>";
        let mut scripts = Vec::new();
        let rest = replace_each(html, "<script ", "</script>", |script| {
            scripts.push(script.to_owned());
            Ok("!".to_owned())
        });
        assert_eq!(rest.unwrap(), "<p>a</p>!<p>b</p>!");
        assert_eq!(scripts, ["src=\"x.js\">", "src=\"y.js\">"]);
    }

    #[test]
    fn tag_without_end_is_an_error() {
        assert!(replace_each("<script src=\"x.js\">", "<script ", "</script>", |_| Ok(String::new())).is_err());
    }
}
