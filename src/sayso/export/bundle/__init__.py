"""A whole ledger as an evidence bundle (BagIt in a zip file), and back."""

from sayso.export.bundle.opened import Opened, opened
from sayso.export.bundle.write import bundle

__all__ = ["Opened", "bundle", "opened"]
