//! What this machine allows, looked at before the start.
