"""The parts that pages are built from. They take plain values and emit signals; none of them
knows the workspace."""
