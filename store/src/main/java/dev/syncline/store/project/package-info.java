/** Projects: directories of documents that are synced as a whole. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.project;
