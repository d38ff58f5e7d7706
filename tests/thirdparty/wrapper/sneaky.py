"""Tries to take back what other filters say."""

from setlist import hookimpl


@hookimpl(wrapper=True)
def setlist_safety_filters(context):
    yield
    return []
