package io.seatrial.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test that is given a {@link io.seatrial.testkit.cluster.Cluster} of workers in this JVM, made for it alone:
 *
 * <pre>
 * &#64;WorkerTest(workers = 4)
 * void shouldAnswerFromEachWorkerInTurn(Cluster cluster) {
 *     cluster.serveEverywhere("echo", i -&gt; Engine.of("\"worker " + i + "\""));
 *     assertEquals(List.of("\"worker 0\""), cluster.call("echo", "{}"));
 * }
 * </pre>
 *
 * <p>When the test has ended everything is closed. A thread, a descriptor, a port, a channel, a timer or a buffer that is left fails it, and
 * is named. Such tests do not run beside each other; tests that start threads of their own should not run beside them either.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@ExtendWith(WorkerTestExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock("io.seatrial.testkit.jvm")
public @interface WorkerTest {

    /** The number of workers. */
    int workers() default 2;

    /** The number of processes among which they are dealt out; 0 gives each worker a process of its own. */
    int processes() default 0;

    /** The request plane: {@code tcp}, {@code http}, {@code nats}. NATS needs a server; without one the test is aborted with the reason. */
    String transport() default "tcp";

    /** {@code loopback}: real sockets; {@code simulated}: virtual time, from the seed. */
    String network() default "loopback";

    /** {@code reference} or {@code dynamo-1.0}. */
    String profile() default "reference";

    /** What decides everything on a simulated network. */
    long seed() default 1;

    /** Configuration variables, each as {@code NAME=value}. */
    String[] variables() default {};
}
