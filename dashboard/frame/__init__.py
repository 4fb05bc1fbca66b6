"""What stands around every page: search, filters, guidance, banner, printing."""
