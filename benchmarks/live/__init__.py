"""Measures the running application: real WebSocket sessions and a real browser against a second process."""
