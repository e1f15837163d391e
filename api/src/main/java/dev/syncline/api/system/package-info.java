/** The health of the system. */
@org.jspecify.annotations.NullMarked
package dev.syncline.api.system;
