"""Use cases: what people do with designs, and questions computed beside the server. Knows no HTML."""
