"""Who may see and do what: roles, policy, suppression. Pure: no web framework, no database."""
