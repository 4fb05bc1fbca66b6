"""How far municipalities are: `definitions`, what is counted (`observations`), what came of their own `plans`."""
