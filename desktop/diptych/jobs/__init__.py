"""The only place that names threads and processes."""
