//! A value that many hold and nobody changes, told from others by itself and not by what it holds: comparing costs nothing, and what holds it is
//! drawn anew when it is another.

use std::ops::Deref;
use std::rc::Rc;

/// A value of this kind. Cheap to clone; equal only to itself.
#[derive(Debug)]
pub struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    /// The value, which nobody changes from here on.
    pub fn of(value: T) -> Shared<T> {
        Shared(Rc::new(value))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared(self.0.clone())
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Shared<T>) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
