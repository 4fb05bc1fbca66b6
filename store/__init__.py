"""The store: journal and ledger (the truth), archive, and generations made from them. The only room that speaks SQL."""
