"""Where things are kept: git, search indexes, letters, the data folder."""

import os

# GitPython looks for git when it is imported, and ends every command with a traceback where there is none.
# It is asked for later, and `git.missing` says what to do.
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
