"""Parts of pages; each draws one thing."""
