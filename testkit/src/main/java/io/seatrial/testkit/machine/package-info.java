/** The machine that a run happens on: its clock, its threads, what the operating system says, and how far it can be trusted. */
@NullMarked
package io.seatrial.testkit.machine;

import org.jspecify.annotations.NullMarked;
