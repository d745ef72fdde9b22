"""The commands, a module for each thing they are about; register() adds a module's commands to the app."""
