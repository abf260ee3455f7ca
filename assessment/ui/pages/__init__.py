"""The pages: scripts that Streamlit runs, each context → one service call → draw."""
