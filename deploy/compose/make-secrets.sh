#!/bin/sh
# Makes what is missing among the secrets of compose.yaml; a certificate for real use is to be put in place of the self-signed one.
set -eu
umask 077
cd "$(dirname "$0")"
mkdir -p secrets
cd secrets
[ -f mongo_password ] || openssl rand -hex 24 | tr -d '\n' > mongo_password
[ -f postgres_password ] || openssl rand -hex 24 | tr -d '\n' > postgres_password
[ -f mongo_keyfile ] || openssl rand -base64 512 | tr -d '\n' > mongo_keyfile
[ -f mongodb_uri ] || printf 'mongodb://hazflow:%s@mongo-1,mongo-2,mongo-3/hazflow?replicaSet=rs0&authSource=admin&w=majority' "$(cat mongo_password)" > mongodb_uri
id=$(date +%Y-%m)
[ -f payload-keys.json ] || printf '{ "active": "%s", "keys": { "%s": "%s" } }\n' "$id" "$id" "$(openssl rand -base64 32)" > payload-keys.json
# Empty: the mail server wants no password.
[ -f smtp_password ] || : > smtp_password
[ -f tls.key ] || openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -keyout tls.key -out tls.crt 2>/dev/null
# Read by users other than the owner inside the containers; the folder itself stays closed.
chmod 0444 ./*
