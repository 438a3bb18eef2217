/**
 * Workers and other servers as child processes that can be killed, terminated, stopped, continued and started again. Whatever was started
 * here ends at the latest with this JVM, when that ends by itself or by a signal that can be caught.
 */
@NullMarked
package io.seatrial.chaos.process;

import org.jspecify.annotations.NullMarked;
