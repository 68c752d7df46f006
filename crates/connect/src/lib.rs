//! What a connector is: capabilities, manifest, the one HTTP client, vendor errors.
