/**
 * The plane under test as cases see it: the same in all, but what its servers, clients and callers do is written into the history, where
 * checkers judge it.
 */
@NullMarked
package io.seatrial.testkit.observed;

import org.jspecify.annotations.NullMarked;
