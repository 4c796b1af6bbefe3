//! Plane geometry of a page: writing directions, boxes and ruling lines.
//!
//! After a [`Matrix`](crate::matrix::Matrix) has been applied, coordinates are points from the page's upper left corner, y growing downwards, so
//! that reading order is ascending order.

/// Where the next character stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Direction {
    Right,
    Down,
    Left,
    Up,
}

impl Direction {
    pub(super) const ALL: [Direction; 4] =
        [Direction::Right, Direction::Down, Direction::Left, Direction::Up];

    /// The direction of a vector; none where it is more than about 10 degrees askew, as watermarks are.
    pub(super) fn of((x, y): (f64, f64)) -> Option<Direction> {
        const ASKEW: f64 = 0.17;
        if y.abs() <= x.abs() * ASKEW {
            Some(if x > 0.0 { Direction::Right } else { Direction::Left })
        } else if x.abs() <= y.abs() * ASKEW {
            Some(if y > 0.0 { Direction::Down } else { Direction::Up })
        } else {
            None
        }
    }

    /// A point as (along the line, from line to line): reading order is ascending in both.
    ///
    /// Columns of vertical Chinese text go from right to left, as the lines of text turned clockwise do.
    pub(super) fn reading(self, x: f64, y: f64) -> (f64, f64) {
        match self {
            Direction::Right => (x, y),
            Direction::Down => (y, -x),
            Direction::Left => (-x, -y),
            Direction::Up => (-y, x),
        }
    }
}

/// A box with its sides parallel to the page's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// The smallest box around points; none without points or where one is not finite.
    pub(super) fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Area> {
        let mut area: Option<Area> = None;
        for (x, y) in points {
            if !(x.is_finite() && y.is_finite()) {
                return None;
            }
            let old = area.unwrap_or(Area { left: x, top: y, right: x, bottom: y });
            area = Some(Area {
                left: old.left.min(x),
                top: old.top.min(y),
                right: old.right.max(x),
                bottom: old.bottom.max(y),
            });
        }
        area
    }

    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f64 {
        self.bottom - self.top
    }

    /// The box with `margin` added on each side.
    pub(super) fn grown(self, margin: f64) -> Area {
        Area {
            left: self.left - margin,
            top: self.top - margin,
            right: self.right + margin,
            bottom: self.bottom + margin,
        }
    }

    pub(super) fn contains(self, x: f64, y: f64) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

/// A horizontal or vertical line: where it stands, and from where to where it goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    /// y of a horizontal rule, x of a vertical one.
    pub(super) at: f64,
    /// Its upper or left end.
    pub(super) from: f64,
    /// Its lower or right end.
    pub(super) to: f64,
}

impl Rule {
    pub(super) fn length(self) -> f64 {
        self.to - self.from
    }

    /// Whether it passes `position`, within `slack` at its ends.
    pub(super) fn covers(self, position: f64, slack: f64) -> bool {
        (self.from - slack..=self.to + slack).contains(&position)
    }
}
