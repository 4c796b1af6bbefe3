//! The built `gouji` on files, folders and pipes: what it prints and the status with which it ends.

mod beside;
mod check;
mod deadline;
mod diff;
mod fix;
mod formats;
mod harness;
mod landing;
mod many;
mod notes;
mod pictures;
mod rules;
mod scale;
mod seeds;
mod settings;
mod tasks;
