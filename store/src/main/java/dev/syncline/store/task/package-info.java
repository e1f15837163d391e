/** Tasks as stored. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.task;
