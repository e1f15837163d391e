/** What the application stands on: the data directory's lease, PostgreSQL and the engine. */
@org.jspecify.annotations.NullMarked
package dev.syncline.standalone.platform;
