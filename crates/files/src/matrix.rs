//! Affine maps of printed pages: where what is drawn in one plane lies in another.

/// An affine map, as the six operands of the `cm` operator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Matrix(pub(crate) [f64; 6]);

impl Matrix {
    pub(crate) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// `self` first, `outer` afterwards.
    pub(crate) fn then(self, outer: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [oa, ob, oc, od, oe, of]) = (self.0, outer.0);
        Matrix([
            a * oa + b * oc,
            a * ob + b * od,
            c * oa + d * oc,
            c * ob + d * od,
            e * oa + f * oc + oe,
            e * ob + f * od + of,
        ])
    }

    /// Moves the origin by (`x`, `y`) of its own coordinates.
    pub(crate) fn moved(self, x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }

    pub(crate) fn point(self, x: f64, y: f64) -> (f64, f64) {
        let (dx, dy) = self.vector(x, y);
        (dx + self.0[4], dy + self.0[5])
    }

    /// A direction: no translation.
    pub(crate) fn vector(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (a * x + c * y, b * x + d * y)
    }

    /// How much a length grows: the root of the area's growth.
    pub(crate) fn scale(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }
}
