/**
 * PostgreSQL tables and queries as sources, read by key-set paging through COPY; tables as targets:
 * batches by COPY and one upsert, refused rows found by halving.
 */
@org.jspecify.annotations.NullMarked
package dev.syncline.connectors.postgres;
