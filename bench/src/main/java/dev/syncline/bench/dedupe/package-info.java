/** How well the product finds duplicates in data where they are known. */
package dev.syncline.bench.dedupe;
