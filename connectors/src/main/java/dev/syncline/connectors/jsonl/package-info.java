/** JSON Lines: one object a line, handed on as it stands. */
@org.jspecify.annotations.NullMarked
package dev.syncline.connectors.jsonl;
