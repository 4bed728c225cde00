/**
 * The Developer Playground. The site itself is TypeScript, built by npm into {@code site/} beside
 * this package; Java only finds its files.
 */
@NullMarked
package dev.cuboid.playground;

import org.jspecify.annotations.NullMarked;
