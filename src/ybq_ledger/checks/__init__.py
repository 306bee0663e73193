"""Floor 3: rules over a Context that give findings."""
