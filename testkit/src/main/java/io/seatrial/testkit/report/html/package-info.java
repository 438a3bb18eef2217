/** The report for people, in a browser: one file that needs no other. */
@NullMarked
package io.seatrial.testkit.report.html;

import org.jspecify.annotations.NullMarked;
