//! Choices, from a seed or from a tape: the only source of chance in this package.
//!
//! A seed gives the same reports on every machine. A tape is a list of numbers that a property test makes and shrinks: a
//! shorter tape, or one with smaller numbers, makes a simpler report, since 0 is always the simplest choice.

/// Where the choices come from.
#[derive(Clone, Debug)]
pub enum Dice {
    /// The state of a splitmix64 generator.
    Seeded(u64),
    /// Numbers still to be used, the next one last; zeros after that.
    Tape(Vec<u32>),
}

impl Dice {
    /// Choices that follow from a seed.
    pub fn seeded(seed: u64) -> Dice {
        Dice::Seeded(seed)
    }

    /// Choices read from a tape, first number first.
    pub fn tape(mut numbers: Vec<u32>) -> Dice {
        numbers.reverse();
        Dice::Tape(numbers)
    }

    fn next(&mut self) -> u32 {
        match self {
            Dice::Tape(numbers) => numbers.pop().unwrap_or(0),
            Dice::Seeded(state) => {
                *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mut z = *state;
                z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                ((z ^ (z >> 31)) >> 32) as u32
            }
        }
    }

    /// A number from 0 up to, but without, `end`; 0 for an `end` of 0.
    pub fn below(&mut self, end: u32) -> u32 {
        self.next() % end.max(1)
    }

    /// True once in `times` throws.
    pub fn once_in(&mut self, times: u32) -> bool {
        times > 0 && self.below(times) == times - 1
    }

    /// One of the choices; the first is the simplest.
    ///
    /// # Panics
    ///
    /// If there is nothing to choose from.
    pub fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u32) as usize]
    }

    /// A figure as reports have them: mostly small, some large.
    pub fn figure(&mut self) -> u32 {
        match self.below(16) {
            0..9 => 1 + self.below(9),
            9..13 => 10 + self.below(90),
            13..15 => 100 + self.below(900),
            _ => 1_000 + self.below(29_000),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_tape_makes_the_simplest_choices() {
        let mut dice = Dice::tape(vec![5]);
        assert_eq!((dice.below(3), dice.below(3), dice.once_in(2)), (2, 0, false));
        assert_eq!(dice.pick(&['a', 'b']), 'a');
    }

    #[test]
    fn a_seed_always_gives_the_same_choices() {
        let throws = |seed| -> Vec<u32> {
            let mut dice = Dice::seeded(seed);
            (0..8).map(|_| dice.below(1000)).collect()
        };
        assert_eq!(throws(7), throws(7));
        assert_ne!(throws(7), throws(8));
    }
}
