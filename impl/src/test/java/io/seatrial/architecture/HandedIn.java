package io.seatrial.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Time, threads and randomness are handed in, through {@code NetworkIo}: a class that helps itself runs in real time inside a
 * simulation, and the same seed no longer gives the same history. Method references count as calls.
 */
public final class HandedIn {

    private static final Set<String> CLOCKS =
            Set.of("now", "systemUTC", "systemDefaultZone", "system", "tickMillis", "tickSeconds", "tickMinutes");
    private static final Set<String> THREAD_STARTERS =
            Set.of("<init>", "ofVirtual", "ofPlatform", "startVirtualThread");
    private static final Set<String> OWN_TIMER = Set.of("orTimeout", "completeOnTimeout", "delayedExecutor");

    private HandedIn() {}

    /**
     * Returns the rules for a module.
     *
     * @param exempt the classes that may help themselves: those that do the handing in. Inner classes go with their outer one
     */
    public static Stream<ArchRule> all(DescribedPredicate<JavaClass> exempt) {
        return Stream.of(
                rule(exempt, "wait by sleeping", HandedIn::sleeps),
                rule(exempt, "read a clock", HandedIn::readsClock),
                rule(exempt, "make a thread, a timer or a pool", HandedIn::makesThread),
                rule(exempt, "draw unseeded randomness", HandedIn::drawsRandomness),
                rule(exempt, "run a stage on the common pool", HandedIn::usesCommonPool));
    }

    /** Returns the predicate for classes named one by one, and for what is declared inside them. */
    public static DescribedPredicate<JavaClass> named(String... names) {
        List<String> all = List.of(names);
        return describe("named " + all, type -> all.contains(outermost(type).getName()));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HandedIn::outermost).orElse(type);
    }

    private static ArchRule rule(
            DescribedPredicate<JavaClass> exempt, String deed, Predicate<CodeUnitAccessTarget> forbidden) {
        return noClasses()
                .that(not(exempt))
                .should()
                .accessTargetWhere(describe(
                        deed,
                        (JavaAccess<?> access) ->
                                access.getTarget() instanceof CodeUnitAccessTarget target && forbidden.test(target)))
                .because("time, threads and randomness come from NetworkIo")
                .allowEmptyShould(true);
    }

    private static boolean sleeps(CodeUnitAccessTarget target) {
        return (target.getOwner().isEquivalentTo(Thread.class)
                        && target.getName().equals("sleep"))
                || (ownerIs(target, "java.util.concurrent.TimeUnit")
                        && target.getName().equals("sleep"))
                || (ownerIs(target, "java.util.concurrent.locks.LockSupport")
                        && (target.getName().equals("parkNanos")
                                || target.getName().equals("parkUntil")));
    }

    private static boolean readsClock(CodeUnitAccessTarget target) {
        String name = target.getName();
        return (target.getOwner().isEquivalentTo(System.class)
                        && (name.equals("nanoTime") || name.equals("currentTimeMillis")))
                || (target.getOwner().getPackageName().equals("java.time")
                        && CLOCKS.contains(name)
                        && takesNo(target, Clock.class))
                || (ownerIs(target, "java.util.Date")
                        && name.equals("<init>")
                        && parameters(target).isEmpty());
    }

    private static boolean makesThread(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        boolean creates = target.getName().equals("<init>");
        return (owner.isAssignableTo(Thread.class) && THREAD_STARTERS.contains(target.getName()))
                || (owner.isAssignableTo(ExecutorService.class) && creates)
                || ownerIs(target, "java.util.concurrent.Executors")
                || (ownerIs(target, "java.util.concurrent.ForkJoinPool")
                        && target.getName().equals("commonPool"))
                || (ownerIs(target, "java.util.Timer") && creates)
                || (owner.isAssignableTo("io.netty.util.Timer") && creates);
    }

    private static boolean drawsRandomness(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        return (owner.isAssignableTo(RandomGenerator.class)
                        && target.getName().equals("<init>")
                        && parameters(target).isEmpty())
                || owner.isAssignableTo("java.security.SecureRandom")
                || (ownerIs(target, "java.util.concurrent.ThreadLocalRandom")
                        && target.getName().equals("current"))
                || (owner.isEquivalentTo(Math.class) && target.getName().equals("random"))
                || (ownerIs(target, "java.util.UUID") && target.getName().equals("randomUUID"))
                || (ownerIs(target, "java.util.Collections")
                        && target.getName().equals("shuffle")
                        && parameters(target).size() == 1);
    }

    private static boolean usesCommonPool(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        if (!owner.isAssignableTo(CompletionStage.class) && !owner.isEquivalentTo(CompletableFuture.class)) {
            return target.getName().equals("parallelStream")
                    || (owner.isAssignableTo("java.util.stream.BaseStream")
                            && target.getName().equals("parallel"));
        }
        return OWN_TIMER.contains(target.getName())
                || (target.getName().endsWith("Async") && takesNo(target, Executor.class));
    }

    private static boolean ownerIs(CodeUnitAccessTarget target, String name) {
        return target.getOwner().getName().equals(name);
    }

    private static boolean takesNo(CodeUnitAccessTarget target, Class<?> type) {
        return parameters(target).stream().noneMatch(parameter -> parameter.isEquivalentTo(type));
    }

    private static List<JavaClass> parameters(CodeUnitAccessTarget target) {
        return target.getRawParameterTypes();
    }
}
