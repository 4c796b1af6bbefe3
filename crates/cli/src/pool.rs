//! Work spread over threads, its results in the order of the work: few at a time in memory, and few bytes, each given on as soon as all
//! before it are there.
//!
//! rayon has no stream that is both ordered and bounded; what is left without it is a queue and a gate.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// Results that may wait for an earlier one, for each thread.
const AHEAD: usize = 4;

/// Bytes of the inputs that are at work or wait together; a larger one goes alone. A text that is read to its end may take fourteen times
/// its bytes, and a folder of reports has 50 kB to 1 MB in each.
pub const MOST_BYTES: u64 = 32 << 20;

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
    /// Bytes of the items that were begun and whose results were not given on.
    bytes: u64,
    /// Whether no more is wanted.
    stopped: bool,
}

/// Works on every item and gives the results on in order, until one is not taken. `weigh` tells the bytes of an item.
pub fn ordered<T, R, I>(
    threads: NonZeroUsize,
    items: I,
    weigh: impl Fn(&T) -> u64 + Sync,
    work: impl Fn(T) -> R + Sync,
    mut give: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()>
where
    R: Send,
    I: Iterator<Item = T> + Send,
{
    let threads = threads.get();
    let queue = Mutex::new(Queue { items, next: 0 });
    let gate = Mutex::new(Gate { done: 0, bytes: 0, stopped: false });
    let (given, weigh, work) = (Condvar::new(), &weigh, &work);
    thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        for _ in 0..threads {
            let (send, queue, gate, given) = (send.clone(), &queue, &gate, &given);
            thread::Builder::new().spawn_scoped(scope, move || {
                loop {
                    let mut queue = lock(queue);
                    let number = queue.next;
                    let is_open = |gate: &Gate| number - gate.done < threads * AHEAD;
                    if !passes(gate, given, is_open, |_| {}) {
                        break;
                    }
                    let Some(item) = queue.items.next() else { break };
                    queue.next += 1;
                    // All that is begun comes before it, so nothing waits for what waits here.
                    let bytes = weigh(&item);
                    let has_room = |gate: &Gate| gate.bytes == 0 || gate.bytes + bytes <= MOST_BYTES;
                    if !passes(gate, given, has_room, |gate| gate.bytes += bytes) {
                        break;
                    }
                    drop(queue);
                    if send.send((number, bytes, work(item))).is_err() {
                        break;
                    }
                }
            })?;
        }
        drop(send);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (number, bytes, result) in &receive {
            waiting.insert(number, (bytes, result));
            while let Some((bytes, result)) = waiting.remove(&next) {
                let outcome = give(result);
                next += 1;
                let mut gate = lock(&gate);
                gate.done = next;
                gate.bytes -= bytes;
                gate.stopped = outcome.is_err();
                given.notify_all();
                drop(gate);
                outcome?;
            }
        }
        Ok(())
    })
}

/// Waits until the gate is open, and enters; false where no more is wanted.
fn passes(
    gate: &Mutex<Gate>,
    given: &Condvar,
    is_open: impl Fn(&Gate) -> bool,
    enter: impl FnOnce(&mut Gate),
) -> bool {
    let gate = lock(gate);
    let wait = given.wait_while(gate, |gate| !gate.stopped && !is_open(gate));
    let mut gate = wait.unwrap_or_else(PoisonError::into_inner);
    enter(&mut gate);
    !gate.stopped
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::SeqCst};
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
        ordered(
            THREADS,
            0..200,
            |_| 0,
            work,
            |number| {
                most.fetch_max(started.load(SeqCst) - given.len(), SeqCst);
                given.push(number);
                Ok(())
            },
        )
        .expect("all are taken");
        assert_eq!(given, (0..200).collect::<Vec<_>>());
        assert!(most.load(SeqCst) <= THREADS.get() * AHEAD + 1, "{most:?}");
    }

    #[test]
    fn nothing_is_begun_after_one_was_not_taken() {
        let started = AtomicUsize::new(0);
        let work = |_| started.fetch_add(1, SeqCst);
        let result = ordered(THREADS, 0..10_000, |_| 0, work, |_| Err(io::ErrorKind::BrokenPipe.into()));
        assert_eq!(result.expect_err("not taken").kind(), io::ErrorKind::BrokenPipe);
        assert!(started.load(SeqCst) <= THREADS.get() * (AHEAD + 1), "{started:?}");
    }

    #[test]
    fn few_bytes_are_at_work_or_wait() {
        // Some are larger than all that may be there together.
        let sizes = [1, MOST_BYTES / 2, MOST_BYTES / 3, MOST_BYTES * 2, 5, MOST_BYTES, 0, 7, MOST_BYTES / 2];
        let items = sizes.into_iter().cycle().take(200);
        let (held, most) = (AtomicU64::new(0), AtomicU64::new(0));
        let work = |bytes: u64| {
            let now = held.fetch_add(bytes, SeqCst) + bytes;
            // What is larger is there alone, or beside what has no bytes.
            most.fetch_max(if bytes > MOST_BYTES { now - bytes } else { now }, SeqCst);
            thread::yield_now();
            bytes
        };
        let mut given = Vec::new();
        ordered(
            THREADS,
            items.clone(),
            |&bytes| bytes,
            work,
            |bytes| {
                held.fetch_sub(bytes, SeqCst);
                given.push(bytes);
                Ok(())
            },
        )
        .expect("all are taken");
        assert_eq!(given, items.collect::<Vec<_>>());
        assert!(most.load(SeqCst) <= MOST_BYTES, "{most:?}");
    }
}
