"""The screens: pages, charts, parts, and the view that stands in the address."""
