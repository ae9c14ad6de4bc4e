"""RouteCanvas: draw an Azure network and see the effective routes of every subnet."""

__version__ = "0.1.0"
