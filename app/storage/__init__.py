"""What is kept: designs, revisions and links. The only package that knows SQL; knows no HTTP and no routes."""
