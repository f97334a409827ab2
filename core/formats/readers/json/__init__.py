"""Reading files of JSON: objects one after the other, and what each kind of JSON calls a field."""
