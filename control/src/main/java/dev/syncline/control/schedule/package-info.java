/** Schedules: when they are due, and the run each of those times starts, once. */
@org.jspecify.annotations.NullMarked
package dev.syncline.control.schedule;
