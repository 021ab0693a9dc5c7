#!/bin/sh
# A variable NAME_FILE names a file with the value of NAME: secrets come as files and never show in the container's settings.
set -eu
for name in MONGODB_URI METRICS_TOKEN; do
  eval "file=\${${name}_FILE:-}"
  if [ -n "$file" ]; then
    value=$(cat "$file")
    export "$name=$value"
    unset "${name}_FILE"
  fi
done
exec "$@"
