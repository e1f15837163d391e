/** What the tests of all connectors share. */
package dev.syncline.connectors;
