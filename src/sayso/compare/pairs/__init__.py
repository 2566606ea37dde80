"""Two short texts laid side by side on purpose: rules that a case of many reports would find too loose."""

from sayso.compare.pairs.relate import PairRelation, Related, relate

__all__ = ["PairRelation", "Related", "relate"]
