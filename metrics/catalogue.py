"""The catalogue: every metric there is. Screens, command line, API, exports and docs read this one list."""

from collections.abc import Mapping
from types import MappingProxyType

from metrics.costs.definitions import COSTS
from metrics.defining.definition import MetricDefinition
from metrics.durations.definitions import DURATION
from metrics.forecast.definitions import FORECASTS
from metrics.peers.definitions import BENCHMARK
from metrics.progress.definitions import PROGRESS
from metrics.training.definitions import TRAINING
from metrics.trust.definitions import TRUST

CATALOGUE: Mapping[str, MetricDefinition] = MappingProxyType(
    {metric.key: metric for metric in (*PROGRESS, *DURATION, *FORECASTS, *TRAINING, *COSTS, *BENCHMARK, *TRUST)}
)
