//! Simplified to traditional characters, with the leftovers of a broken converter: 復(fù)議.
//!
//! Knows the characters of the form and of our own prose, nothing more; other characters stay as they are.

/// Simplified and traditional characters side by side.
const PAIRS: &str = "\
    条條 项項 内內 规規 发發 废廢 现現 数數 处處 决決 许許 强強 业業 费費 单單 万萬 况況 据據 关關 为為 总總 计計 织織 机機 构構 \
    务務 结結 转轉 办辦 开開 区區 这這 国國 属屬 稳穩 权權 护護 类類 过過 执執 询詢 无無 没沒 补補 仍仍 确確 访訪 举舉 报報 \
    诉訴 复復 请請 认認 获獲 缴繳 纳納 讼訟 维維 纠糾 审審 经經 议議 后後 继繼 续續 对對 应應 购購 额額 与與 时時 间間 \
    县縣 镇鎮 云雲 岭嶺 长長 泽澤 临臨 沧滄 乡鄉 题題 进進 编編 组組 纲綱 说說 资資 产產 记記 录錄 页頁 网網 电電 话話 传傳 \
    实實 们們 还還 尽盡 够夠 员員 训訓 导導 读讀 标標 准準 责責 职職 专專 协協 调調 统統 领領 广廣 创創 新新 监監 检檢 查查 \
    门門 户戶 热熱 线線 众眾 满滿 随隨 动動 决決 断斷 难難 点點 层層 级級 严嚴 范範 围圍 宣宣 讲講 习習 论論 证證 设設 备備 \
    约約 则則 评評 价價 选選 运運 营營 账賬 归歸 档檔 队隊 伍伍 务務 预預 响響 览覽 询詢 复復 渐漸 个個 于於 给給 将將 称稱 \
    写寫 术術 历歷 问問 强強 节節 质質 须須 细細 晰晰 较較 么麼 样樣 种種 见見 视視 观觀 参參 头頭 当當 从從 来來 东東 书書 \
    两兩 华華 贯貫 划劃 栏欄 链鏈 会會 罚罰 闭閉 图圖 练練 匀勻 并並 余餘 毕畢 减減 济濟 环環 测測 医醫 疗療 乐樂 环環 养養 扫掃 档檔 码碼 邮郵 号號 发發 义義 习習 赖賴 较較 团團";

/// Characters after which the converter left their sound.
const PINYIN: &str = "據jù 關guān 現xiàn 區qū 數shù 統tǒng 務wù 執zhí 結jié 經jīng 網wǎng 協xié 續xù 規guī 復fù 導dǎo 應yīng 業yè 領lǐng \
    發fā 權quán 創chuàng 監jiān 鄉xiāng 轉zhuǎn 內nèi 構gòu 穩wěn 預yù 產chǎn";

/// Characters that the broken converter left alone.
const LEFT_ALONE: &str = "范于后";

/// Converts a text, with the sound of some characters in brackets if `pinyin`.
pub fn convert(text: &str, pinyin: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let left_alone = pinyin && LEFT_ALONE.contains(c);
        let converted =
            lookup(PAIRS, c).filter(|_| !left_alone).and_then(|rest| rest.chars().next()).unwrap_or(c);
        out.push(converted);
        if let Some(sound) = lookup(PINYIN, converted).filter(|_| pinyin) {
            out.push('(');
            out.push_str(sound);
            out.push(')');
        }
    }
    out
}

/// What follows `c` in the table's entry for it.
fn lookup(table: &'static str, c: char) -> Option<&'static str> {
    if c.is_ascii() {
        return None;
    }
    table.split_ascii_whitespace().find_map(|entry| entry.strip_prefix(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_converts_back() {
        for entry in PAIRS.split_ascii_whitespace() {
            let (simplified, traditional) = entry.split_at(entry.chars().next().map_or(0, char::len_utf8));
            assert_eq!(fast2s::convert(traditional), simplified, "{entry}");
        }
    }

    #[test]
    fn sounds_follow_converted_characters() {
        assert_eq!(convert("行政复议3件", true), "行政復(fù)議3件");
        assert_eq!(convert("结果维持", false), "結果維持");
    }
}
