/** Processes beside this one: started, found again, watched, stopped. */
@org.jspecify.annotations.NullMarked
package dev.syncline.standalone.process;
