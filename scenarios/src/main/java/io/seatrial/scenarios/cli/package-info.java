/**
 * The command line {@code seatrial}: it reads arguments, calls the modules below, prints for people on standard error and for
 * programs on standard output, and turns each outcome into one exit code.
 */
@NullMarked
package io.seatrial.scenarios.cli;

import org.jspecify.annotations.NullMarked;
