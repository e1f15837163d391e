/** A run over several tasks, in the order of their references. */
@org.jspecify.annotations.NullMarked
package dev.syncline.workflows.flow;
