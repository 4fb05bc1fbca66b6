"""The atlas: map, matrix and time line of all municipalities and steps, answering in the browser."""
