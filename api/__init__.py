"""The same figures and the same intake as the screens and the command, over HTTP, for programs."""
