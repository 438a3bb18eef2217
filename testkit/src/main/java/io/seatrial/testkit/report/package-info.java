/** The results of a run, for machines and for people. */
@NullMarked
package io.seatrial.testkit.report;

import org.jspecify.annotations.NullMarked;
