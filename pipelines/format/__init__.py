"""What a report is: its tables and columns, its words, raw cells, findings, the template."""
