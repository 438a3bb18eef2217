/** The catalogue as pages: one for each rule, and an index by subject. */
@NullMarked
package io.seatrial.testkit.pages;

import org.jspecify.annotations.NullMarked;
