"""What happens to every request before and after its handler: limits, origin, headers, log line. Plain ASGI."""
