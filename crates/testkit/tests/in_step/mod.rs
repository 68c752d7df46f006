//! Records that stay in step, the whole of it over real HTTP: the engine and its connector on one side, the vendor's
//! stand-in on the other. What is there is read from the stand-in's own documents, never through the connector.

mod beside;
mod clocks;
mod faults;
mod first;
mod gone;
mod messages;
mod outward;
mod picture;
mod places;
mod resumes;
mod scene;
mod there;
mod whole_way;
