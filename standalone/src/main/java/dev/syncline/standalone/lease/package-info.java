/** Who owns a data directory, and who owns the engine of a database. */
@org.jspecify.annotations.NullMarked
package dev.syncline.standalone.lease;
