"""Bytes, paths and standard input → reports with frozen text layers."""
