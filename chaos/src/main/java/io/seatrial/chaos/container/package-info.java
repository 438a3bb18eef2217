/**
 * Servers in Docker containers, by Testcontainers. Everything of that library is in here, and is loaded when the first container is
 * started and not before: it is large, and few need it.
 */
@NullMarked
package io.seatrial.chaos.container;

import org.jspecify.annotations.NullMarked;
