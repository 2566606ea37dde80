"""The desk: pages for reading and comparing what a ledger holds, and an API with the JSON of the command line.

`create_app` makes it; everything that a page shows is a frozen value made by `views` and laid out by `templates`.
"""

from sayso.web.app import create_app
from sayso.web.settings import Settings

__all__ = ["Settings", "create_app"]
