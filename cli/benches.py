"""`wams bench`: all that measures the monitor itself."""

import typer

from cli import measuring, policy_racing, racing, smoking, spark_racing, studying

app = typer.Typer(help="Measure the monitor itself.", no_args_is_help=True)
for module in (studying, racing, policy_racing, measuring, spark_racing, smoking):
    module.add_to(app)
