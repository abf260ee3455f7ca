"""The ASGI side: the gate in front of everything, sign-in, own pages, downloads and headers."""
