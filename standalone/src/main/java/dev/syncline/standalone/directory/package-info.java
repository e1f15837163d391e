/** Where things lie on this machine: the data directory, the cache, ports that are kept. */
@org.jspecify.annotations.NullMarked
package dev.syncline.standalone.directory;
