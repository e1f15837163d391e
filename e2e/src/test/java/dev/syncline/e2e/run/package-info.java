/** The commands that end: demo and run. */
@org.jspecify.annotations.NullMarked
package dev.syncline.e2e.run;
