/** Schedules, and the times at which they were due. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.schedule;
