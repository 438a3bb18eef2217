/** {@code seatrial conform}: the catalogue of rules against an implementation, with progress, a summary and a report. */
@NullMarked
package io.seatrial.scenarios.conform;

import org.jspecify.annotations.NullMarked;
