"""What a definition is (`definition`), and how one is asked: `request`, `question`, `figure`.

The rest is what definitions count with: `estimate`, `binomial`, `sums`; and `sentences`, a finding in words.
"""
