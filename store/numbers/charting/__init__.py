"""What is counted of forms: agreement on items, and the categories of coded texts."""
