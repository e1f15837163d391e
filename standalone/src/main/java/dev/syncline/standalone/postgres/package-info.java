/** The embedded PostgreSQL: unpacked once, durable, found again after a crash, kept alive. */
@org.jspecify.annotations.NullMarked
package dev.syncline.standalone.postgres;
