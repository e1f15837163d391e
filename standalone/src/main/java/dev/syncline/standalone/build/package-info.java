/** What the build put into the jar. */
@org.jspecify.annotations.NullMarked
package dev.syncline.standalone.build;
