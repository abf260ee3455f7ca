"""Workbooks: core results → Excel, and Excel → answers. The only place that knows spreadsheets."""
