/** The launcher's commands: their options, what they print and how they end. */
@org.jspecify.annotations.NullMarked
package dev.syncline.standalone.command;
