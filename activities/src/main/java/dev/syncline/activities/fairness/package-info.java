/** One tenant's work does not take all slots of a worker. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.fairness;
