/** Plans of runs: whether there is one, what gates say of it, and its way back into staging. */
@org.jspecify.annotations.NullMarked
package dev.syncline.activities.plan;
