"""The `wams` command: a composition root, and the only exit codes."""
