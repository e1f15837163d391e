/** One tenant's work takes neither all slots of a worker nor all of its processors. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.fairness;
