"""One municipality among its peers: ranks, and who has just done what it is doing."""
