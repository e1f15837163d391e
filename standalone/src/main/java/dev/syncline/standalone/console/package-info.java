/** What a person or a script sees: progress, summaries, JSON lines, logs. */
@org.jspecify.annotations.NullMarked
package dev.syncline.standalone.console;
