"""One module per screen; a page reads like a table of contents."""
