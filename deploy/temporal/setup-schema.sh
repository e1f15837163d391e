#!/bin/sh
# Brings Temporal's two databases to the schema of this admin-tools image; nothing to do is fine.
# The password comes in SQL_PASSWORD.
set -eu

tool() {
  database=$1
  shift
  temporal-sql-tool --plugin postgres12 --endpoint postgres --port 5432 --user temporal \
    --database "$database" "$@"
}

schema=/etc/temporal/schema/postgresql/v12
for pair in temporal:temporal temporal_visibility:visibility; do
  database=${pair%%:*}
  # Refused where the schema's version table is there already: then only the update counts.
  tool "$database" setup-schema -v 0.0 || echo "$database has been set up before"
  tool "$database" update-schema -d "$schema/${pair##*:}/versioned"
done
