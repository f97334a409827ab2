"""The commands that print what came of it: counts, records, flow, report, exports."""
