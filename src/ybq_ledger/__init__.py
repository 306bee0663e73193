"""ybq-ledger keeps the account of a government improvement plan in plain YAML files in git."""

__version__ = "0.1.0"
