/** The launcher: one runnable jar with everything inside. */
@org.jspecify.annotations.NullMarked
package dev.syncline.standalone;
