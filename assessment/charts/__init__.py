"""Core results as Plotly figures: pure functions, and the only place that knows Plotly."""
