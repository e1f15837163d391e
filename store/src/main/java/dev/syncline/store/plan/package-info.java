/** What a dry run would do, as stored. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.plan;
