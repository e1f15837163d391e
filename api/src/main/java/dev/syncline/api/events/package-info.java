/** The events of runs as server-sent events. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.events;
