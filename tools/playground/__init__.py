"""The playground: the package in the reader's browser, by Pyodide."""
