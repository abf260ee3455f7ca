// Streamlit would look for its server below the open page first, where nothing is, and only then where it is.
window.__streamlit = { BACKEND_BASE_URL: new URL("/", window.location.href).href };
