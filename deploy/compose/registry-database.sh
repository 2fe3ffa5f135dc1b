#!/bin/bash
# Run by the postgres image when its volume is empty: the registry's own user and database.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$REGISTRY_PASSWORD" -U postgres -d warehouse <<'SQL'
CREATE ROLE registry LOGIN PASSWORD :'password';
CREATE DATABASE registry OWNER registry;
SQL
