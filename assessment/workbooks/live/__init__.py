"""Live scoring: the sheets Data, Codebook and Scoring, whose formulas give what the engine gives."""
