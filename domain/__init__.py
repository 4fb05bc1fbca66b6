"""What everything else speaks of: municipalities over time, the programme, statements. No I/O but its own files."""
