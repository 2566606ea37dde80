"""What a plug-in owes, as checks that its author runs: each gives the breaches that it finds, in words.

>>> from sayso import contracts
>>> def test_it_keeps_the_contract():  # doctest: +SKIP
...     assert contracts.extractor(make({})) == ()
"""

from sayso.contracts.exporters import exporter
from sayso.contracts.extractors import extractor
from sayso.contracts.stores import store

__all__ = ["exporter", "extractor", "store"]
