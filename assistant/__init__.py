"""Boardwise: cited answers about what social media is worth, for boards."""
