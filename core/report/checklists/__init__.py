"""The reporting checklists: PRISMA-ScR and PRISMA-S."""
