package io.seatrial.chaos.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test links with faults, and processes that can be killed and stopped: take a parameter of type {@link ChaosLinks} or
 * {@link ChaosProcesses} in a test method, or in one that runs before or after each test. Each test has an engine of its own, which is
 * closed at its end with everything that was made on it.
 *
 * <pre>{@code
 * @Test
 * @Chaos(seed = 42)
 * void shouldSurviveASlowDatabase(ChaosLinks links) {
 *     Link link = links.to("127.0.0.1", database.port());
 *     var pool = new Pool(link.address());
 *     try (var slow = link.inject(Injection.of(Latency.of(Duration.ofMillis(200))))) {
 *         assertThat(pool.query("select 1")).isEqualTo(1);
 *     }
 *     pool.close();
 * }
 * }</pre>
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ChaosExtension.class)
public @interface Chaos {

    /** Returns what everything is drawn from. */
    long seed() default 1;

    /** Returns {@code host:port} of the API of a Toxiproxy server to use; without one, faults are carried out in this process. */
    String toxiproxy() default "";

    /** Returns whether the test declares to remove every fault: one that is still there at its end, or a process that is stopped, fails it. */
    boolean removesFaults() default false;

    /**
     * Returns how long connections through links may outlive the test; any that is open after that fails it. A negative number leaves
     * connections uncounted. Toxiproxy does not tell of its connections, so there they never are counted.
     */
    long connectionsMayLastMillis() default 5000;
}
