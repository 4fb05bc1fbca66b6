"""Opening containers safely: archives, workbooks, XML."""
