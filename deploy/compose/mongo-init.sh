#!/bin/bash
# Makes the replica set and the application's user; nothing happens to what is there already.
set -euo pipefail
password=$(cat /run/secrets/mongo_password)
until mongosh --quiet --eval 'db.hello().ok' >/dev/null 2>&1; do sleep 1; done
mongosh --quiet "mongodb://hazflow:$password@127.0.0.1/admin" --eval 'db.runCommand({ ping: 1 })' >/dev/null 2>&1 && exit 0
mongosh --quiet --eval '
  try { rs.status() } catch (e) {
    if (e.codeName === "NotYetInitialized") rs.initiate({ _id: "rs0", members: [1, 2, 3].map((n) => ({ _id: n, host: `mongo-${n}:27017`, priority: n === 1 ? 2 : 1 })) });
  }'
until mongosh --quiet --eval 'db.hello().isWritablePrimary' | grep -q true; do sleep 1; done
PASSWORD="$password" mongosh --quiet admin --eval 'db.createUser({ user: "hazflow", pwd: process.env.PASSWORD, roles: [{ role: "readWrite", db: "hazflow" }, { role: "clusterMonitor", db: "admin" }] })'
