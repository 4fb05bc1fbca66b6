"""The anatomy of a figure: finding, drawing, note, foot, table, download, how it is made."""
