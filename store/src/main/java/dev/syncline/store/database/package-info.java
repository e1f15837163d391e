/** The connection pool, migrations and the transactions that carry a tenant. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.database;
