"""Storage outside the database: git repositories, search indexes, mail, the data folder."""

import os

# GitPython looks for git when it is imported, and where there is none, every command ends with a traceback.
# So git is checked later, and the refusal `git.missing` says what to do.
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
