/** What happened in a run, and a hash of it that is the same on every JDK. */
@NullMarked
package io.seatrial.testkit.history;

import org.jspecify.annotations.NullMarked;
