"""One municipality among its peers: `definitions`, the rank (`ranks`), who has just done what it is doing (`reuse`)."""
