"""Where tables begin and end in a sheet, and what their cells hold."""
