/** Which cases there are, which rules they try, and which rules nobody tries. */
@NullMarked
package io.seatrial.testkit.catalog;

import org.jspecify.annotations.NullMarked;
