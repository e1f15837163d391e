/** Whether a connection is ready: exists, enabled, configured, reachable. */
@org.jspecify.annotations.NullMarked
package dev.syncline.control.connection;
