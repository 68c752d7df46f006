//! The promises that several rooms keep together: architecture, conformance of the vendors, killed workers, secrets.

mod architecture;
mod conformance;
mod crash;
mod fuzz;
mod in_step;
mod messenger;
mod pace;
mod push;
mod python_client;
mod rehearse;
mod secrets;
mod steps;
mod traced;
