/** Projects over HTTP. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.projects;
