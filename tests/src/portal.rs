//! A government portal's page around a report: menus, scripts, styles, lists of news, a footer. All text is our own.
//!
//! [`page`] is what fixtures and properties use. [`sized`] and [`linked`] make the pages of the benchmark, filled up to a given size.

use crate::dice::Dice;
use crate::figures::Figures;
use crate::render::prose::Frame;
use crate::render::{Html, Layout, Opening, Page, Style, Wrap, render};

const MENU: [&str; 12] = [
    "首页",
    "政府信息公开指南",
    "政府信息公开制度",
    "规章",
    "行政规范性文件",
    "行政许可",
    "行政处罚和行政强制",
    "预算和决算",
    "行政事业性收费",
    "政府集中采购",
    "依申请公开",
    "政府信息公开年报",
];

const NEWS: [&str; 8] = [
    "全区春季森林防火工作部署到位",
    "便民服务大厅延长周末办事时间",
    "农村饮水管网改造第三期工程完工",
    "关于公布本年度第二批公共租赁住房配租结果的公告",
    "城区三条道路夜间封闭施工的通告",
    "图书馆举办少年儿童阅读周",
    "卫生健康部门开展义诊进社区活动",
    "高标准农田建设项目通过验收",
];

/// Those whose pages a portal leads to, and what each has there: entries as short as a table's labels.
const UNITS: [&str; 28] = [
    "政府办",
    "发改局",
    "教育局",
    "科技局",
    "公安局",
    "民政局",
    "司法局",
    "财政局",
    "人社局",
    "资源局",
    "住建局",
    "交通局",
    "水务局",
    "农业局",
    "商务局",
    "文旅局",
    "卫健局",
    "应急局",
    "审计局",
    "统计局",
    "信访局",
    "林业局",
    "青石镇",
    "柳河镇",
    "东关街道",
    "北苑街道",
    "税务局",
    "气象局",
];
const SHORT: [&str; 20] = [
    "",
    "机构职能",
    "领导信息",
    "行政许可",
    "行政处罚",
    "行政强制",
    "规范性文件",
    "规划计划",
    "财政预决算",
    "政府采购",
    "重大项目",
    "应急管理",
    "人事招考",
    "政策解读",
    "依申请公开",
    "公开指南",
    "公开年报",
    "建议提案",
    "权责清单",
    "其他",
];

/// A portal page with `body` as its article.
pub fn page(title: &str, body: &str, year: u16) -> String {
    filled(title, body, year, 0)
}

/// A portal page of about `bytes` bytes with a report in the middle, as word processors and portals make it.
pub fn sized(bytes: usize, seed: u64) -> String {
    let figures = Figures::consistent(&mut Dice::seeded(seed));
    let options = Html { page: Page::Portal, wrap: Wrap::Paragraphs, ..Html::PLAIN };
    let word = Html { wrap: Wrap::Word, ..options };
    let frame = Frame { opening: Opening::TitleAndDate, ..Frame::PLAIN };
    let write = |options: Html| render(&figures, &Layout::Html(options), &Style::PLAIN, &frame).text;
    let page = write(word);
    let page = if page.len() > bytes { write(options) } else { page };
    let missing = bytes.saturating_sub(page.len());
    page.replacen(NEWS_MARK, &(news(missing, figures.year) + NEWS_MARK), 1)
}

/// The same with some five hundred short links: menus of menus, which nearly every portal has.
pub fn linked(bytes: usize, seed: u64) -> String {
    let figures = Figures::consistent(&mut Dice::seeded(seed));
    let options = Html { page: Page::Portal, wrap: Wrap::Paragraphs, ..Html::PLAIN };
    let frame = Frame { opening: Opening::TitleAndDate, ..Frame::PLAIN };
    let page = render(&figures, &Layout::Html(options), &Style::PLAIN, &frame).text;
    let names = UNITS.iter().flat_map(|unit| SHORT.map(|short| format!("{unit}{short}"))).enumerate();
    let mut links = String::new();
    for (n, name) in names {
        if page.len() + links.len() >= bytes {
            break;
        }
        links += &format!(
            "<li class=\"menu-item level-{0}\"><a href=\"/zwgk/fdzdgknr/bm{n:03}/index.html\" title=\"{name}\" target=\"_blank\">{name}</a></li>\n",
            n % 3
        );
    }
    links += &news(bytes.saturating_sub(page.len() + links.len()), figures.year);
    page.replacen(NEWS_MARK, &(links + NEWS_MARK), 1)
}

const NEWS_MARK: &str = "<!-- news -->";

fn filled(title: &str, body: &str, year: u16, news_bytes: usize) -> String {
    let menu: String = MENU
        .iter()
        .enumerate()
        .map(|(n, name)| format!("<li><a href=\"/zwgk/{n}/index.html\" title=\"{name}\">{name}</a></li>\n"))
        .collect();
    let earlier: String = (1..4)
        .map(|back| {
            format!("<li><a href=\"/zwgk/nb/{0}.html\">{0}年政府信息公开工作年度报告</a></li>\n", year - back)
        })
        .collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}_政府信息公开</title>\n\
         <style>\n.nav li {{ float: left; width: 96px; }}\n.meta td {{ border: 1px solid #ccc; }}\n</style>\n\
         <script>\nvar site = {{ name: \"portal\", tables: \"<table><tr><td>38</td></tr></table>\" }};\n\
         if (1 < 2 && document.cookie) {{ document.title += ''; }}\n</script>\n</head>\n<body>\n\
         <div class=\"top\"><a href=\"/wza\">无障碍阅读</a> | <a href=\"/en\">English</a> | <span id=\"date\">今天是1月18日 星期四</span></div>\n\
         <ul class=\"nav\">\n{menu}</ul>\n<form action=\"/search\"><input name=\"q\" value=\"请输入关键字\"><button>搜索</button></form>\n\
         <table class=\"meta\"><tbody><tr><td>索 引 号</td><td>20517733-8-12/{next}-0118003</td><td>主题分类</td><td>综合政务</td></tr>\n\
         <tr><td>发文日期</td><td>{next}-01-18</td><td>文 号</td><td>&nbsp;</td></tr></tbody></table>\n\
         <div class=\"article\" id=\"zoom\">\n{body}</div>\n\
         <div class=\"side\"><h4>历年年报</h4>\n<ul>\n{earlier}</ul>\n{news}{NEWS_MARK}</div>\n\
         <div class=\"footer\"><p>主办单位：本级人民政府办公室 技术支持：数据中心</p><p>网站标识码：6200000012 电话：000-5550126</p></div>\n\
         <script src=\"/js/share.js\"></script>\n<noscript>请启用脚本</noscript>\n</body>\n</html>\n",
        next = year + 1,
        news = news(news_bytes, year),
    )
}

/// A list of news of about `bytes` bytes.
fn news(bytes: usize, year: u16) -> String {
    let mut out = String::new();
    for n in 0.. {
        if out.len() + 240 > bytes {
            break;
        }
        let title = NEWS[n % NEWS.len()];
        out.push_str(&format!(
            "<li class=\"item item-{n}\"><a href=\"/xwzx/{year}/t{year}{n:06}.html\" target=\"_blank\" title=\"{title}\">{title}</a>\
             <span class=\"date\" style=\"color:#999\">{year}-{:02}-{:02}</span></li>\n",
            n % 12 + 1,
            n % 28 + 1,
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sized_page_has_about_the_size_asked_for() {
        for bytes in [60_000, 100_000, 200_000] {
            for page in [sized(bytes, 3), linked(bytes, 3)] {
                assert!(page.len().abs_diff(bytes) < bytes / 10, "{} instead of {bytes}", page.len());
            }
        }
    }
}
