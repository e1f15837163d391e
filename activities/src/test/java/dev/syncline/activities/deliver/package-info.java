/** Deliveries, apart from the pipeline. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.deliver;
