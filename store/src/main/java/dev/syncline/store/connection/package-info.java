/** Connections as stored. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.connection;
