"""The flow diagram of PRISMA 2020: its boxes, its words, and its drawings."""
