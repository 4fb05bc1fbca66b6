"""Where tables begin and end in a sheet (`tables`), and what their cells hold."""
