/** How far each task has read. */
@org.jspecify.annotations.NullMarked
package dev.syncline.store.state;
