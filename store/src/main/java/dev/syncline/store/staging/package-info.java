/** The unlogged tables through which a window travels from stage to stage. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.staging;
