/** Firing schedules when the engine says that it is time. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.schedule;
