"""`python -m letters`, the same as `letters`."""

from letters.cli import main

main()
