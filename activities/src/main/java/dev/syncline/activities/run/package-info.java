/** Begin and finish of a run, and what its stages know of it. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.run;
