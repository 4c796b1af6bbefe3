//! In: the snippets of docs/embed. Out: pages under /examples/ that run them, so that what is documented is what is shown.

use crate::http::Mount;
use crate::{embed, npm, tools};
use anyhow::{Context, Result};
use std::path::PathBuf;

/// A page of docs/embed and the snippet in it, the example's name, its title.
const EXAMPLES: &[(&str, &str, &str, &str)] = &[
    ("npm.md", "browser", "npm", "npm 包：在网页里调用"),
    ("element.md", "element", "element", "元素 <gouji-checker>"),
    ("frame.md", "frame", "frame", "框架 embed.html"),
    ("editors.md", "tinymce", "tinymce", "TinyMCE 插件"),
    ("editors.md", "ckeditor5", "ckeditor5", "CKEditor 5 插件"),
    ("editors.md", "wangeditor", "wangeditor", "wangEditor 插件"),
    ("editors.md", "ueditor", "ueditor", "UEditor 插件"),
    ("extension.md", "bookmarklet", "bookmarklet", "书签"),
];

/// The report that the examples check.
const SAMPLE: &str = "crates/app/samples/contradictions-2021.html";

fn folder() -> PathBuf {
    tools::target().join("examples")
}

/// Where the examples and what they load will be; until they are built there is a page that says so.
pub fn mounts() -> Result<Vec<Mount>> {
    std::fs::create_dir_all(folder())?;
    let waiting = "<meta http-equiv=\"refresh\" content=\"5\"><p>正在构建示例，请稍候…… The examples are being built.</p>";
    write("index.html", "示例", waiting)?;
    let modules = tools::root().join(embed::PACKAGE).join("node_modules");
    Ok(vec![("/examples/", folder()), ("/gouji/", npm::folder().join("dist")), ("/node_modules/", modules)])
}

/// Builds the package and writes the pages for a server at `host`.
pub fn build(host: &str) -> Result<()> {
    npm::build()?;
    // The editors are three hundred megabytes of packages: they are installed for the tests, not to look at the page.
    let has_editors = tools::root().join(embed::PACKAGE).join("node_modules").is_dir();
    let sample = tools::read(&tools::root().join(SAMPLE))?;
    npm::write(&folder().join("report.html"), &sample)?;
    let mut list = String::new();
    for (file, name, at, title) in EXAMPLES {
        let title = title.replace('<', "&lt;");
        let snippet = snippet(&tools::read(&tools::root().join("docs/embed").join(file))?, name)
            .with_context(|| format!("docs/embed/{file} has no snippet {name}"))?
            .replace("https://cms.example.gov.cn", host)
            .replace("/report.html", "/examples/report.html");
        let field = if *at == "frame" {
            format!("<textarea id=\"content\" rows=\"8\" cols=\"80\">{}</textarea>", escaped(&sample))
        } else {
            String::new()
        };
        let hint = "<p><a href=\"./\">示例</a> · <a href=\"report.html\" target=\"_blank\">样例年报</a>（可以全选、复制，粘贴到下面）</p>";
        let snippet = match snippet.contains("/node_modules/") && !has_editors {
            true => "<p>编辑器还没有安装。The editors are not installed: <code>npm ci --prefix tests/embed</code></p>".to_owned(),
            false => snippet,
        };
        write(&format!("{at}.html"), &title, &format!("{hint}<h1>{title}</h1>{field}{snippet}"))?;
        list += &format!("<li><a href=\"{at}.html\">{title}</a></li>");
    }
    let body = format!(
        "<h1>示例</h1><ul>{list}</ul><p>每一页都是 docs/embed 里的那段代码。Each page is the snippet of its page in docs/embed.</p>"
    );
    write("index.html", "示例", &body)
}

fn write(name: &str, title: &str, body: &str) -> Result<()> {
    let page = format!(
        "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><title>{title}</title></head><body>{body}</body></html>\n"
    );
    npm::write(&folder().join(name), &page)
}

/// The code block that follows `<!-- test: name -->`.
fn snippet(text: &str, name: &str) -> Option<String> {
    let after = text.split_once(&format!("<!-- test: {name} -->"))?.1;
    let code = after.split_once("```")?.1.split_once('\n')?.1;
    Some(code.split_once("```")?.0.to_owned())
}

fn escaped(html: &str) -> String {
    html.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_has_its_snippet() -> Result<()> {
        for (file, name, ..) in EXAMPLES {
            let text = tools::read(&tools::root().join("docs/embed").join(file))?;
            assert!(snippet(&text, name).is_some_and(|code| code.contains("/gouji/")), "{file}: {name}");
        }
        Ok(())
    }
}
