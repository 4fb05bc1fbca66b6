"""What later knowledge did to earlier figures, ledger line by ledger line."""
