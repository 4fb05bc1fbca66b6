"""How far figures can be trusted: `definitions`, what is counted (`observations`), and who reports (`reporters`)."""
