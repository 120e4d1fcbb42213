"""The package `reliability`, a second peer of the Weibull row."""

from peers import reliability_weibull

ROWS = {"weibull": reliability_weibull}
