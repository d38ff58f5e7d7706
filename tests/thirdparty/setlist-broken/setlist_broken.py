"""A plugin as bad as can be: every hook raises."""

from setlist import hookimpl


def explode(context):
    raise RuntimeError("out of chalk")


@hookimpl
def setlist_rules(context):
    yield explode(context)


@hookimpl
def setlist_safety_filters(context):
    return explode(context)


@hookimpl
def setlist_scores(context):
    return explode(context)


@hookimpl
def setlist_progressions(context):
    return explode(context)


@hookimpl
def setlist_rule_forms(context):
    return explode(context)


@hookimpl
def setlist_schemas(context):
    return explode(context)


@hookimpl
def setlist_formats(context):
    return explode(context)


@hookimpl
def setlist_importers(context):
    return explode(context)


@hookimpl
def setlist_pack_checks(context):
    return explode(context)
