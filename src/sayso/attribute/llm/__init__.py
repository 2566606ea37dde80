"""A language model as one more extractor: any service that speaks the chat completions of the OpenAI API.

It is off unless a user asks for it and names the service. What it answers is taken for proposals: they count only where
each part stands, word for word and at one place, in the sentence that the proposal names. Nothing else of an answer is
looked at.
"""

from sayso.attribute.llm.extractor import LanguageModel, make

__all__ = ["LanguageModel", "make"]
