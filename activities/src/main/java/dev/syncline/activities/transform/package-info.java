/** Maps and validates staged rows. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.transform;
