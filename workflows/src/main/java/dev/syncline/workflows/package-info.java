/** What workflows share: the ids they run under and the reference to a run. */
@org.jspecify.annotations.NullMarked
package dev.syncline.workflows;
