"""Documents to take away: one path through pandoc and typst for all formats."""
