"""The record, and what can be told from its own fields: its id, language, publication type, origin and study."""
