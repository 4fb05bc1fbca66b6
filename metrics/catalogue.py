"""The catalogue: every metric there is. Screens, command line, API, exports and docs read this one list."""

from collections.abc import Mapping
from types import MappingProxyType

from metrics.definition import MetricDefinition
from metrics.definitions.benchmark import BENCHMARK
from metrics.definitions.costs import COSTS
from metrics.definitions.duration import DURATION
from metrics.definitions.progress import PROGRESS
from metrics.definitions.training import TRAINING
from metrics.definitions.trust import TRUST

CATALOGUE: Mapping[str, MetricDefinition] = MappingProxyType(
    {one.key: one for one in (*PROGRESS, *DURATION, *TRAINING, *COSTS, *BENCHMARK, *TRUST)}
)
