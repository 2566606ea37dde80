"""Two short texts laid side by side on purpose: rules that a case of many reports would find too loose."""

from sayso.compare.pairs.relate import relate
from sayso.compare.pairs.related import PairRelation, Related

__all__ = ["PairRelation", "Related", "relate"]
