"""Which version of the product this is."""

from importlib.metadata import PackageNotFoundError, version


def product_version() -> str:
    """Give the version of the installed product."""
    try:
        return version("thinkaloud")
    except PackageNotFoundError:
        return "0+source"
