"""What goes wrong in those files, on purpose."""
