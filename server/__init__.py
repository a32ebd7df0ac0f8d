"""The shell: everything that touches the world. FastAPI, websockets, session actors, stores, sandbox, command line."""
