"""What stands before the app: who may ask from where, how much, with which headers, and how it is sent."""
