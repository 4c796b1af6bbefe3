//! Work spread over threads, its results in the order of the work: few at a time in memory, each given on as soon as all before it
//! are there.
//!
//! rayon has no stream that is both ordered and bounded; what is left without it is a queue and a gate.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// Results that may wait for an earlier one, for each thread.
const AHEAD: usize = 4;

/// The items that are left. Who takes one may have to wait for it, holding the queue.
struct Queue<I> {
    items: I,
    /// The number of the next item.
    next: usize,
}

/// How far the results were given on; never held while waiting for an item.
struct Gate {
    /// Results that were given on.
    done: usize,
    /// Whether no more is wanted.
    stopped: bool,
}

/// Works on every item and gives the results on in order, until one is not taken.
pub fn ordered<T, R, I>(
    threads: NonZeroUsize,
    items: I,
    work: impl Fn(T) -> R + Sync,
    mut give: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()>
where
    R: Send,
    I: Iterator<Item = T> + Send,
{
    let threads = threads.get();
    let queue = Mutex::new(Queue { items, next: 0 });
    let gate = Mutex::new(Gate { done: 0, stopped: false });
    let (given, work) = (Condvar::new(), &work);
    thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        for _ in 0..threads {
            let (send, queue, gate, given) = (send.clone(), &queue, &gate, &given);
            thread::Builder::new().spawn_scoped(scope, move || {
                loop {
                    let mut queue = lock(queue);
                    let mut gate = lock(gate);
                    while !gate.stopped && queue.next - gate.done >= threads * AHEAD {
                        gate = given.wait(gate).unwrap_or_else(PoisonError::into_inner);
                    }
                    if gate.stopped {
                        break;
                    }
                    drop(gate);
                    let Some(item) = queue.items.next() else { break };
                    let number = queue.next;
                    queue.next += 1;
                    drop(queue);
                    if send.send((number, work(item))).is_err() {
                        break;
                    }
                }
            })?;
        }
        drop(send);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (number, result) in &receive {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&next) {
                let outcome = give(result);
                next += 1;
                let mut gate = lock(&gate);
                gate.done = next;
                gate.stopped = outcome.is_err();
                given.notify_all();
                drop(gate);
                outcome?;
            }
        }
        Ok(())
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    use std::time::Duration;

    const THREADS: NonZeroUsize = NonZeroUsize::new(3).expect("three");

    #[test]
    fn results_come_in_order_and_few_run_ahead() {
        let (started, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut given = Vec::new();
        let work = |number: usize| {
            started.fetch_add(1, SeqCst);
            // Every seventh is slow, so that others would run ahead.
            if number.is_multiple_of(7) {
                thread::sleep(Duration::from_millis(5));
            }
            number
        };
        ordered(THREADS, 0..200, work, |number| {
            most.fetch_max(started.load(SeqCst) - given.len(), SeqCst);
            given.push(number);
            Ok(())
        })
        .expect("all are taken");
        assert_eq!(given, (0..200).collect::<Vec<_>>());
        assert!(most.load(SeqCst) <= THREADS.get() * AHEAD + 1, "{most:?}");
    }

    #[test]
    fn nothing_is_begun_after_one_was_not_taken() {
        let started = AtomicUsize::new(0);
        let work = |_| started.fetch_add(1, SeqCst);
        let result = ordered(THREADS, 0..10_000, work, |_| Err(io::ErrorKind::BrokenPipe.into()));
        assert_eq!(result.expect_err("not taken").kind(), io::ErrorKind::BrokenPipe);
        assert!(started.load(SeqCst) <= THREADS.get() * (AHEAD + 1), "{started:?}");
    }
}
