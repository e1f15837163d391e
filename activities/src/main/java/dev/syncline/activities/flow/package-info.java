/** The bookkeeping of a run over several tasks. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.flow;
