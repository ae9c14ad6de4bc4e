"""The HTTP face: API, pages and what surrounds them. Knows services, never tables or routing rules."""
