package io.seatrial.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandedInTest {

    /** The one package of the module that hands in: sockets, threads and the system's clock live there. */
    private static final DescribedPredicate<JavaClass> IO = resideInAPackage("io.seatrial.io..");

    /** Waits for events of the file system, which blocks: no event loop and no handed-in executor can do that for it. */
    private static final DescribedPredicate<JavaClass> STORES = HandedIn.named("io.seatrial.discovery.StoreThreads");

    private static final DescribedPredicate<JavaClass> NATS = HandedIn.named(
            // Gives NATS's client library the threads in which it blocks; it would make its own, nameless ones.
            "io.seatrial.nats.NatsThreads",
            // NATS's service API tells since when a service is there, by the time of day.
            "io.seatrial.transport.nats.WallClock");

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> shouldHoldInThisModule() {
        JavaClasses classes = ModuleClasses.read();
        return HandedIn.all(IO.or(STORES).or(NATS))
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thread.sleep(1)",
                "java.util.concurrent.TimeUnit.SECONDS.sleep(1)",
                "java.util.concurrent.locks.LockSupport.parkNanos(1)",
                "System.nanoTime()",
                "System.currentTimeMillis()",
                "java.util.function.LongSupplier clock = System::nanoTime",
                "java.time.Instant.now()",
                "java.time.LocalDateTime.now()",
                "java.time.Clock.systemUTC()",
                "new java.util.Date()",
                "new Thread()",
                "new Thread() {}",
                "java.util.concurrent.ThreadFactory threads = Thread::new",
                "new java.util.Timer()",
                "java.util.concurrent.Executors.newCachedThreadPool()",
                "new java.util.concurrent.ForkJoinPool()",
                "java.util.concurrent.ForkJoinPool.commonPool()",
                "new io.netty.util.HashedWheelTimer()",
                "new java.util.Random()",
                "new java.util.SplittableRandom()",
                "new java.security.SecureRandom()",
                "java.util.concurrent.ThreadLocalRandom.current()",
                "java.util.UUID.randomUUID()",
                "Math.random()",
                "java.util.Collections.shuffle(new java.util.ArrayList<String>())",
                "java.util.concurrent.CompletableFuture.runAsync(() -> {})",
                "java.util.concurrent.CompletableFuture.supplyAsync(() -> 1)",
                "new java.util.concurrent.CompletableFuture<String>().thenApplyAsync(x -> x)",
                "((java.util.concurrent.CompletionStage<String>) null).thenRunAsync(() -> {})",
                "new java.util.concurrent.CompletableFuture<String>().orTimeout(1, java.util.concurrent.TimeUnit.SECONDS)",
                "java.util.List.of().parallelStream()",
                "java.util.stream.IntStream.range(0, 1).parallel()"
            })
    void shouldRefuseAClassThatHelpsItself(String statement) throws IOException {
        assertThat(caught(IO, "io.seatrial.manager", statement)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new java.util.Random(7)",
                "new java.util.SplittableRandom(7)",
                "java.time.Instant.now(java.time.Clock.fixed(java.time.Instant.EPOCH, java.time.ZoneOffset.UTC))",
                "java.util.Collections.shuffle(new java.util.ArrayList<String>(), new java.util.Random(7))",
                "java.util.concurrent.CompletableFuture.runAsync(() -> {}, Runnable::run)",
                "new java.util.concurrent.CompletableFuture<String>().thenApplyAsync(x -> x, Runnable::run)",
                "Thread.currentThread().interrupt()"
            })
    void shouldLeaveAClassAloneThatIsHandedWhatItNeeds(String statement) throws IOException {
        assertThat(caught(IO, "io.seatrial.manager", statement)).isEmpty();
    }

    @Test
    void shouldLetThePackageThatHandsInHelpItself() throws IOException {
        assertThat(caught(IO, "io.seatrial.io", "new Thread()")).isEmpty();
    }

    @Test
    void shouldExemptANamedClassWithWhatIsInsideIt() throws IOException {
        DescribedPredicate<JavaClass> user = HandedIn.named("io.seatrial.manager.User");

        assertThat(caught(user, "io.seatrial.manager", "new Thread() {}")).isEmpty();
    }

    private List<ArchRule> caught(DescribedPredicate<JavaClass> exempt, String packageName, String statement)
            throws IOException {
        JavaClasses classes = new Planted(directory)
                .classes("package " + packageName + "; class User { void use() throws Exception { " + statement
                        + "; } }");
        return HandedIn.all(exempt)
                .filter(rule -> rule.evaluate(classes).hasViolation())
                .toList();
    }
}
