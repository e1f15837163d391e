/** Which Temporal server does the work, and starting the embedded ones. */
@org.jspecify.annotations.NullMarked
package dev.syncline.standalone.engine;
