"""Files to model: reading is tolerant, states faults and never judges them."""
