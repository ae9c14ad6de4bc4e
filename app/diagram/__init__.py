"""What is drawn: the elements of a document, their places, the theme and the picture. Knows nothing of HTTP or SQL."""
