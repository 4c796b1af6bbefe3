//! x
use crate::charset::Decoder;
use gouji::Error;
pub(crate) fn html(_: &[u8], _: &Decoder) -> Result<String, Error> {
    Err(Error::UnsupportedFormat)
}
