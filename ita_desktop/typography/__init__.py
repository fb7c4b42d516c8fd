"""Thai line breaking for whoever draws text: pieces that may not be cut, and lines of them; and the
letters of Thai texts as other programs store them.

No Qt and no PDF here; the caller brings the measure.
"""
