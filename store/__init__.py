"""The only room that speaks SQL: journal, ledger, archive and the generations built from them."""
