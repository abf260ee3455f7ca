"""Packs that come back: read cell by cell, held against what was issued, and against one another."""
