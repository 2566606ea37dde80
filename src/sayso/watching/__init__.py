"""Sources looked at again and again: what is new in them is read, and what that changes is told."""

from sayso.watching.events import Came, Event, Refused, Stands, Superseded
from sayso.watching.files import Looked, look
from sayso.watching.watch import LONGEST_WAIT, Watch

__all__ = ["LONGEST_WAIT", "Came", "Event", "Looked", "Refused", "Stands", "Superseded", "Watch", "look"]
