"""The main script and the pages that it leads to.

The script has a folder of its own, away from `pages`: what lies in a folder of that name beside the main script,
Streamlit takes for the pages of the application and runs without the frame until the main script ran once.
"""
