"""The shapes by their keys. docs/json.md is made from these types by tools/make_json_docs.py.

What a key means stands beside it where its name does not say it. Only type checkers and the maker of that page import
these modules: a command that starts does not.
"""
