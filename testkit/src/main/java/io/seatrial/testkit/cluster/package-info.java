/** Workers of the reference implementation in one JVM, for any test: they find each other in memory, and nothing of them may be left. */
@NullMarked
package io.seatrial.testkit.cluster;

import org.jspecify.annotations.NullMarked;
