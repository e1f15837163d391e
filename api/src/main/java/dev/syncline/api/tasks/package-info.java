/** Tasks over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.tasks;
