"""Markdown of briefings: text to sanitised HTML with marks, one syntax a module."""
