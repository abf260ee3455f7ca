"""The application as one ASGI program: `streamlit run app.py`."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config, file_util

from assessment.ui.context import serve
from assessment.ui.navigation.places import pages_of
from assessment.ui.page_sessions import PageSessions
from assessment.ui.run_order import RunOrder
from assessment.web.starting import start

index = Path(file_util.get_static_dir()) / "index.html"
started = start(st.get_option("server.address"), index, PageSessions(), pages_of)
serve(started.workspace)
config.set_option("server.maxUploadSize", started.settings.max_upload_mb)

app = st.App(
    "assessment/ui/navigation/main.py",
    routes=started.application.routes,
    middleware=[*started.application.middleware, Middleware(RunOrder)],
    exception_handlers=started.application.exception_handlers,
    lifespan=started.application.lifespan,
)
