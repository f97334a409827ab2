"""Reading files of XML: elements cut out one by one, and what each kind of XML calls a field."""
