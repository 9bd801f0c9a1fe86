#!/bin/sh
# All tests, on all processors: tests/run.sh PYTHON [what pytest takes]. `make test` calls it.
#
# Every save of a test waits for the disk, unless its files are in memory. They are put there where it has
# ample room and lets programs run, as some tests write some; else they are where Python puts such files.
python=$1
shift
room=6000000 # kilobytes; a run on two processors has used 1.2 million

kilobytes_free() {
  df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }'
}
kilobytes_of_memory() {
  awk '/^MemAvailable/ { print $2 }' /proc/meminfo 2>/dev/null
}
runs_programs() {
  printf '#!/bin/sh\n' >"$1/program" && chmod 700 "$1/program" && "$1/program" 2>/dev/null
}

if [ "$(kilobytes_free)" -gt $room ] 2>/dev/null && [ "$(kilobytes_of_memory)" -gt $room ] 2>/dev/null; then
  folder=$(mktemp -d /dev/shm/cmia-docs-tests.XXXXXX 2>/dev/null)
fi
if [ -n "$folder" ]; then
  trap 'rm -rf "$folder"' EXIT INT TERM
  chmod 711 "$folder" # PostgreSQL's server is of another account, with a folder of its own in this one
  if runs_programs "$folder"; then
    export TMPDIR="$folder"
  fi
fi
# Many tests start processes of the product: each would compile all its modules anew, half a second of work,
# where a machine forbids Python to keep what it has compiled.
unset PYTHONDONTWRITEBYTECODE
# One more than there are processors: browsers, servers and disks are waited for.
workers=$("$python" -c 'import os; print(min((os.cpu_count() or 1) + 1, 8))')
# In the order of tests/conftest.py: pytest-xdist would begin with the files of the most tests, not the longest.
"$python" -m pytest --numprocesses "$workers" --dist loadfile --no-loadscope-reorder "$@"
