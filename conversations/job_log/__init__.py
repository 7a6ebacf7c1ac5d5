"""The job log: where she applied, when, and what came of it; hers, and a list in Norwegian when somebody wants one."""
