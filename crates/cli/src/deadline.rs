//! How long one input may take: comes in work and a time, goes out its answer, or that it took too long.
//!
//! The work has a thread of its own, which nothing can end: where the time is over it is left to its end, and its answer is dropped. That is
//! enough because the limits of the readers bound what one input may keep and, as far as is known, its time; this is for what is not known. So
//! that memory stays bounded however many such inputs there are, few may be left at work at the same time. A process for each input
//! could be ended, but would cost every healthy one its start, and its answer a way between processes.

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use gouji::Error;

use crate::input::Trouble;

/// Deeply nested pages are read recursively; the main thread has as much.
const STACK_BYTES: usize = 8 << 20;

/// Inputs that may be left at work; where there are as many, the next waits for one of them.
const MOST_LEFT: usize = 4;

/// How often is looked whether one of them has ended.
const PAUSE: Duration = Duration::from_millis(20);

static LEFT: Mutex<Vec<JoinHandle<()>>> = Mutex::new(Vec::new());

/// Does the work, and waits for it as long as that.
///
/// # Errors
///
/// [`Trouble::Slow`] after that time; [`Error::Corrupt`] where the work broke off, which would be a mistake of ours.
pub fn within<T: Send + 'static>(
    time: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Trouble> {
    while left(|threads| threads.len()) >= MOST_LEFT {
        thread::sleep(PAUSE);
    }
    let (give, answer) = sync_channel(1);
    let start = Instant::now();
    let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn(move || {
        // Nobody waits any more where this fails.
        let _ = give.send((work(), start.elapsed()));
    });
    let thread = thread.map_err(Trouble::System)?;
    match answer.recv_timeout(time) {
        // An answer that was there when this thread came to wait for it may be late all the same.
        Ok((answer, took)) if took <= time => Ok(answer),
        Ok(_) => Err(Trouble::Slow(time)),
        Err(RecvTimeoutError::Timeout) => {
            left(|threads| threads.push(thread));
            Err(Trouble::Slow(time))
        }
        Err(RecvTimeoutError::Disconnected) => Err(Trouble::Report(Error::Corrupt)),
    }
}

/// The threads that are still at work after their time.
fn left<R>(look: impl FnOnce(&mut Vec<JoinHandle<()>>) -> R) -> R {
    let mut threads = LEFT.lock().unwrap_or_else(PoisonError::into_inner);
    threads.retain(|thread| !thread.is_finished());
    look(&mut threads)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    const NOW: Duration = Duration::from_millis(1);

    #[test]
    fn what_takes_long_is_left_and_the_next_goes_on() {
        let (end, wait) = channel::<()>();
        let slow = within(NOW, move || wait.recv().is_ok());
        assert!(matches!(slow, Err(Trouble::Slow(NOW))));
        assert_eq!(left(|threads| threads.len()), 1);
        assert!(within(Duration::from_secs(60), || 7).is_ok_and(|answer| answer == 7));
        drop(end);
        while left(|threads| threads.len()) > 0 {
            thread::sleep(PAUSE);
        }
    }

    #[test]
    fn what_breaks_off_is_an_answer() {
        let broken = within(Duration::from_secs(60), || -> usize { panic!("on purpose") });
        assert!(matches!(broken, Err(Trouble::Report(Error::Corrupt))));
    }
}
