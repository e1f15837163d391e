#!/bin/bash
# Run once by the postgres image on an empty volume: an account each for Syncline and for Temporal,
# neither of them a superuser.
set -euo pipefail

psql --no-psqlrc --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres \
  --set=syncline="$SYNCLINE_DB_PASSWORD" --set=temporal="$TEMPORAL_DB_PASSWORD" <<'SQL'
-- CREATEROLE: the first migration makes the roles the application works under.
CREATE ROLE syncline LOGIN CREATEROLE PASSWORD :'syncline';
CREATE DATABASE syncline OWNER syncline;
CREATE ROLE temporal LOGIN PASSWORD :'temporal';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
SQL
