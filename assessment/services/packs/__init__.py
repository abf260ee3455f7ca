"""Briefing packs: permission, one frozen snapshot, what may stand in it, and the workbook of it."""
