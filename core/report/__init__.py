"""The report: values in, text out."""
