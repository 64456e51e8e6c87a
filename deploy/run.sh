#!/bin/sh
# Becomes one process of Nivas, for systemd, containers and the like: `deploy/run.sh web|worker|relay|prepare`.
# Exec throughout, so that a stop signal reaches the process itself and nothing in between.
set -eu

cd "$(dirname "$0")/.."
process=${1:?"web, worker, relay or prepare"}
python=${NIVAS_PYTHON:-.venv/bin/python}

case "$process" in
    web)
        export NIVAS_PROCESS=web
        exec "$python" -m uvicorn project.asgi:application --host "${BIND:-127.0.0.1}" --port "${PORT:-8000}" \
            --lifespan on --timeout-graceful-shutdown 20 --no-access-log --no-server-header \
            --ws-max-size 16384
        ;;
    worker)
        export NIVAS_PROCESS=worker
        exec "$python" manage.py qcluster
        ;;
    relay)
        export NIVAS_PROCESS=relay
        exec "$python" manage.py relay
        ;;
    prepare)
        exec "$python" manage.py prepare
        ;;
    *)
        printf 'There is no process "%s"; choose web, worker, relay or prepare.\n' "$process" >&2
        exit 2
        ;;
esac
