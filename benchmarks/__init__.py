"""Generated designs and the time the model takes for them. Knows no rule of routing."""
