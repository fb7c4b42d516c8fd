"""Files that the office gives for its papers: nothing in them is trusted."""
