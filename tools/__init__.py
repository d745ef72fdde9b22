"""What makes the data of the project: samples, registers, trained weights. Nothing here is installed."""
