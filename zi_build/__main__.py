"""`python -m zi_build` is the same as `zi`."""

from zi_build.cli import main

if __name__ == "__main__":
    main()
