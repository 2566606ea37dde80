"""The trained extractor: a small encoder tags sources, cues and contents, and links them."""

from sayso.attribute.trained.extractor import Trained

__all__ = ["Trained"]
