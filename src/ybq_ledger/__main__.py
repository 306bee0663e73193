"""`python -m ybq_ledger` is the same as `ledger`."""

from ybq_ledger.cli.main import main

if __name__ == "__main__":
    main()
