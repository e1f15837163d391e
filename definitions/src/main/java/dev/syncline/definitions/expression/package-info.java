/** The small expression language of the sync file: its syntax tree and its parser. */
@org.jspecify.annotations.NullMarked
package dev.syncline.definitions.expression;
