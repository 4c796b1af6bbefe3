//! The built `gouji` on files, folders and pipes: what it prints and the status with which it ends.

mod check;
mod fix;
mod harness;
mod rules;
mod seeds;
