/** The inner loops, measured by JMH in processes of their own. */
@NullMarked
package dev.cuboid.benchmark.jmh;

import org.jspecify.annotations.NullMarked;
