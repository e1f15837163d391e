/** Projects: each owns a hidden connection and task that are kept in step with it. */
@org.jspecify.annotations.NullMarked
package dev.syncline.control.project;
