"""The only way from record text to the screen: cleaned, measured, marked, never as markup."""
