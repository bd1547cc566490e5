"""The web application: the page people use, and what opens before it is ready."""
