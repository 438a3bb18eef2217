/** The cases that come with the testkit, grouped by subject. */
@NullMarked
package io.seatrial.testkit.cases;

import org.jspecify.annotations.NullMarked;
