"""Every view says who may enter."""

from flask import Flask

STATIC = "static"


def test_every_view_says_who_may_enter(app: Flask) -> None:
    silent = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint != STATIC and not hasattr(view, "access")
    ]
    assert silent == []


def test_no_address_leads_nowhere(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert endpoints == set(app.view_functions)
