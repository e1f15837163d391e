/** What a Temporal Schedule starts. */
@org.jspecify.annotations.NullMarked
package dev.syncline.workflows.schedule;
