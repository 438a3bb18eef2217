/** How a caller finds an instance of an endpoint and chooses among several. */
@NullMarked
package io.seatrial.routing;

import org.jspecify.annotations.NullMarked;
