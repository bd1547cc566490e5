"""The chat: what a conversation is, how it looks, and how Gradio shows it."""
