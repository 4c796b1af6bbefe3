//! A count and the name of a number format in, the number as Word writes it out.

/// Writes `count` in `format`. Formats that are not known come out in digits.
pub(crate) fn number(format: &str, count: u32) -> String {
    let from = |symbols: &str| symbols.chars().nth(count.wrapping_sub(1) as usize).map(String::from);
    let at = |first: u32, last: u32| {
        let code = first.checked_add(count.wrapping_sub(1))?;
        (1..=last).contains(&count).then(|| char::from_u32(code).map(String::from)).flatten()
    };
    let written = match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "japaneseDigitalTenThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital"
        | "koreanCounting" => chinese(count, "〇一二三四五六七八九", ["", "十", "百", "千"]),
        "chineseLegalSimplified" => chinese(count, "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"]),
        "ideographLegalTraditional" | "japaneseLegal" => {
            chinese(count, "零壹貳參肆伍陸柒捌玖", ["", "拾", "佰", "仟"])
        }
        "ideographTraditional" => from("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => from("子丑寅卯辰巳午未申酉戌亥"),
        "ideographEnclosedCircle" => at('㊀'.into(), 10),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => at('①'.into(), 20),
        "decimalEnclosedParen" => at('⑴'.into(), 20),
        "decimalEnclosedFullstop" => at('⒈'.into(), 20),
        "decimalZero" => Some(format!("{count:02}")),
        "decimalFullWidth" | "decimalFullWidth2" => Some(
            count.to_string().chars().filter_map(|digit| char::from_u32(u32::from(digit) + 0xfee0)).collect(),
        ),
        "upperLetter" => letters(count, b'A'),
        "lowerLetter" => letters(count, b'a'),
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).map(|roman| roman.to_lowercase()),
        _ => None,
    };
    written.unwrap_or_else(|| count.to_string())
}

/// 12 is 十二, 20 is 二十, 105 is 一百零五.
fn chinese(count: u32, digits: &str, units: [&str; 4]) -> Option<String> {
    if !(1..10_000).contains(&count) {
        return None;
    }
    let digits: Vec<char> = digits.chars().collect();
    let text = count.to_string();
    let mut out = String::new();
    let mut gap = false;
    for (index, digit) in text.bytes().map(|byte| usize::from(byte - b'0')).enumerate() {
        let unit = units[text.len() - 1 - index];
        if digit == 0 {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push('零');
        }
        // Ten to nineteen go without their one.
        if !(digit == 1 && unit == units[1] && index == 0) {
            out.push(digits[digit]);
        }
        out.push_str(unit);
    }
    Some(out)
}

/// a to z, then aa, bb: Word repeats the letter.
fn letters(count: u32, first: u8) -> Option<String> {
    let index = count.checked_sub(1)?;
    let repeats = index / 26 + 1;
    (repeats <= 30).then(|| char::from(first + (index % 26) as u8).to_string().repeat(repeats as usize))
}

fn roman(count: u32) -> Option<String> {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&count) {
        return None;
    }
    let mut left = count;
    let mut out = String::new();
    for (value, letters) in STEPS {
        while left >= value {
            out.push_str(letters);
            left -= value;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[track_caller]
    fn check(format: &str, expected: &[(u32, &str)]) {
        for &(count, written) in expected {
            assert_eq!(number(format, count), written, "{format} {count}");
        }
    }

    #[test]
    fn chinese_numbers() {
        check(
            "chineseCounting",
            &[
                (1, "一"),
                (10, "十"),
                (11, "十一"),
                (20, "二十"),
                (25, "二十五"),
                (100, "一百"),
                (105, "一百零五"),
            ],
        );
        check("japaneseCounting", &[(3, "三"), (110, "一百一十"), (1001, "一千零一"), (0, "0")]);
        check("chineseLegalSimplified", &[(2, "贰"), (12, "拾贰")]);
        check("ideographTraditional", &[(1, "甲"), (10, "癸"), (11, "11")]);
    }

    #[test]
    fn other_numbers() {
        check("decimal", &[(7, "7")]);
        check("decimalEnclosedCircle", &[(1, "①"), (20, "⑳"), (21, "21")]);
        check("decimalFullWidth", &[(12, "１２")]);
        check("decimalZero", &[(3, "03")]);
        check("upperRoman", &[(4, "IV"), (1999, "MCMXCIX")]);
        check("lowerLetter", &[(1, "a"), (27, "aa"), (0, "0"), (u32::MAX, "4294967295")]);
    }
}
