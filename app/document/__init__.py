"""What a design is: schema, names and references, upgrades, canonical form, diff and merge, Azure's refusals."""
