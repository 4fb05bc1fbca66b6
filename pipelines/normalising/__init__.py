"""Raw text to values: dates, numbers, names, and personal data that is not kept."""
