"""Floor 3: values turned into text, json, csv, markdown and other formats, one file each."""
