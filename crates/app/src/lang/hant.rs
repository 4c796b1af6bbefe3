//! Simplified sentences to traditional ones, for the sentences of the page and the library: a table of the characters that
//! they use, and no more. What is quoted in “ ” stays as it is: labels of the form, words of a document.

/// Each simplified character followed by its traditional one, for every character of ours that differs.
const CHARS: &str = "远遠匀勻响響摄攝\
     与與丢丟两兩个個为為举舉么麼乡鄉于於仅僅从從会會传傳体體余餘关關内內写寫决決况況准準减減凭憑击擊则則删刪别別办辦务務动動区區华華单單占佔却卻厅廳压壓县縣发發变變号號后後员員国國图圖坏壞处處复複\
     够夠头頭夹夾学學实實审審对對导導尽盡届屆属屬布佈带帶帮幫并並应應废廢开開弃棄张張归歸当當总總扫掃护護报報择擇损損换換据據数數断斷无無旧舊时時显顯机機杂雜权權条條来來松鬆构構标標栏欄样樣档檔检檢\
     释釋几幾将將残殘汇匯没沒浅淺浏瀏滚滾满滿点點热熱现現电電画畫盘盤码碼确確种種称稱穷窮类類纠糾级級纯純线線组組织織经經结結络絡统統继繼续續维維编編缩縮网網脑腦舍捨节節范範虚虛衔銜见見规規视視览覽计計认認议議\
     记記许許论論讼訟设設识識诉訴试試该該详詳语語误誤说說请請读讀调調负負账賬贴貼车車转轉载載较較辑輯输輸辖轄边邊过過还還这這进進连連适適选選邻鄰里裡链鏈销銷错錯键鍵镇鎮长長门門闭閉问問间間阅閱随隨\
     隐隱页頁项項顺順题題额額颠顛齐齊划劃围圍约約订訂产產横橫竖豎让讓\
     万萬层層监監专專备備态態状狀须須盖蓋简簡罚罰证證评評词詞谈談责責购購费費迁遷迹跡遗遺采採验驗亿億们們";

/// Words in which a character goes another way than in [`CHARS`]; the longest first where they begin alike.
const WORDS: &[(&str, &str)] = &[
    ("恢复", "恢復"),
    ("复议", "復議"),
    ("答复", "答覆"),
    ("反复", "反覆"),
    ("回复", "回覆"),
    ("复制", "複製"),
    ("编制", "編製"),
    ("制发", "製發"),
    ("制作", "製作"),
    ("关系", "關係"),
    ("一并", "一併"),
    ("批准", "批准"),
    ("准予", "准予"),
    ("注销", "註銷"),
    ("备注", "備註"),
];

/// `zh` in traditional characters.
pub fn convert(zh: &str) -> String {
    let mut out = String::with_capacity(zh.len());
    let mut rest = zh;
    let mut quoted = 0_u32;
    while let Some(c) = rest.chars().next() {
        match c {
            '“' => quoted += 1,
            '”' => quoted = quoted.saturating_sub(1),
            _ => {}
        }
        let word = WORDS.iter().find(|(word, _)| quoted == 0 && rest.starts_with(word));
        let len = match word {
            Some((word, traditional)) => {
                out.push_str(traditional);
                word.len()
            }
            None => {
                out.push(if quoted == 0 { traditional(c) } else { c });
                c.len_utf8()
            }
        };
        rest = rest.get(len..).unwrap_or_default();
    }
    out
}

fn traditional(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    let mut pairs = CHARS.chars();
    while let (Some(simple), Some(traditional)) = (pairs.next(), pairs.next()) {
        if simple == c {
            return traditional;
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every sentence that is shown to people, ours and the library's.
    const SENTENCES: [&str; 15] = [
        include_str!("../texts.rs"),
        include_str!("../../../core/src/finding/message.rs"),
        include_str!("../../../core/src/rule.rs"),
        include_str!("../../../core/src/rules/like.rs"),
        include_str!("../../../core/src/rules/by_sums.rs"),
        include_str!("../../../core/src/repair/reason.rs"),
        include_str!("../../../core/src/two_ways.rs"),
        include_str!("../../../core/src/error.rs"),
        include_str!("../../../core/src/equation.rs"),
        include_str!("../../../core/src/finding/beside.rs"),
        include_str!("../../../core/src/settings.rs"),
        include_str!("../../../core/src/compare.rs"),
        include_str!("../../../core/src/tasks.rs"),
        include_str!("../../../files/src/settings.rs"),
        include_str!("../../../files/src/foreign.rs"),
    ];

    /// Characters that are simplified for another word than ours, and stay as they are in ours.
    const UNCHANGED: &str = "干了修出注制只台合同向回才效旗板核模照留粘系致表面址局管考周";

    /// The sentences of a rule of form: its other words are compared, not shown.
    fn sentences(text: &str) -> String {
        let said = text.split("both(").skip(1).map(|said| said.split(");").next().unwrap_or_default());
        said.flat_map(str::chars).collect()
    }

    fn is_han(c: &char) -> bool {
        ('\u{4e00}'..='\u{9fff}').contains(c)
    }

    #[test]
    fn no_character_of_our_sentences_is_missing() {
        // What some traditional character becomes when it is simplified has a traditional form.
        let all: String = ('\u{4e00}'..='\u{9fff}').flat_map(|c| [c, ' ']).collect();
        let simplified: BTreeSet<char> = fast2s::convert(&all)
            .chars()
            .step_by(2)
            .zip('\u{4e00}'..='\u{9fff}')
            .filter(|(simple, traditional)| simple != traditional)
            .map(|(simple, _)| simple)
            .collect();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../core/src/rules/form");
        let files = std::fs::read_dir(folder).expect("the rules of form").flatten();
        let of_form: String = files
            .filter_map(|file| std::fs::read_to_string(file.path()).ok())
            .map(|text| sentences(&text))
            .collect();
        let ours = SENTENCES
            .iter()
            .flat_map(|text| text.split("mod tests {").next().unwrap_or_default().chars())
            .chain(of_form.chars());
        let ours: BTreeSet<char> = ours.filter(is_han).collect();
        let known: BTreeSet<char> = CHARS.chars().step_by(2).chain(UNCHANGED.chars()).collect();
        let missing: String = ours.intersection(&simplified).filter(|c| !known.contains(c)).collect();
        assert_eq!(missing, "");
    }

    #[test]
    fn the_table_holds_pairs_and_nothing_that_is_not_used() {
        assert_eq!(CHARS.chars().count() % 2, 0);
        let keys: Vec<char> = CHARS.chars().step_by(2).collect();
        let unique: BTreeSet<char> = keys.iter().copied().collect();
        assert_eq!(keys.len(), unique.len(), "each character once");
    }

    #[test]
    fn words_go_before_characters_and_quotations_stay() {
        assert_eq!(convert("复制后恢复原文，行政复议"), "複製後恢復原文，行政復議");
        assert_eq!(convert("“总计”与合计不符"), "“总计”與合計不符");
        assert_eq!(convert("在这里粘贴"), "在這裡粘貼");
    }
}
