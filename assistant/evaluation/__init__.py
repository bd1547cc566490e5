"""Measures answers and retrieval on question sets; see `assistant evaluate`."""
