"""Raw text to values (`normalise`): dates, numbers, names, and personal data that is not kept."""
