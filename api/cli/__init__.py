"""The command line; its JSON and exit codes are a contract that scripts rely on."""
