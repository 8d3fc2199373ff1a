"""Plain data and pure functions: no Qt, no engine, no network, no disk."""
