/** One run of one task: the workflow, and the activities it sequences. */
@org.jspecify.annotations.NullMarked
package dev.syncline.workflows.sync;
