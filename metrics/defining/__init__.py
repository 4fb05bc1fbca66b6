"""The definitions, as data. Adding one here and in its texts is all it takes."""
