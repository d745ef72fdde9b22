"""python -m search_cli is vindplaats."""

from search_cli.app import main

if __name__ == "__main__":
    main()
