/** Decides what happens to records, field by field where sides differ. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.resolve;
