/** Schedules over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.schedules;
