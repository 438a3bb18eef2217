/**
 * For JUnit: {@link io.seatrial.testkit.junit.PlaneConformance} tries a plane against every rule, and
 * {@link io.seatrial.testkit.junit.WorkerTest} hands a test a cluster of workers. The only package that needs JUnit on the class path, 5.14
 * or 6.
 */
@NullMarked
package io.seatrial.testkit.junit;

import org.jspecify.annotations.NullMarked;
