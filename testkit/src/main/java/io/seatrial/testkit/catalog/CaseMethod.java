package io.seatrial.testkit.catalog;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.rule.RuleCatalog;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One case: a method, the rules that it tries, and where it does.
 *
 * @param method the method
 * @param rules the rules, in the order of the annotation
 * @param title what is tried, in words
 * @param profiles the profiles to which it is narrowed; empty for those of each rule
 * @param networks the networks to which it is narrowed; empty for those of each rule
 * @param transports the transports to which it is narrowed; empty for those of each rule
 */
public record CaseMethod(
        Method method,
        List<Rule> rules,
        String title,
        Set<Profile> profiles,
        Set<NetworkKind> networks,
        Set<PlaneMode> transports) {

    /**
     * Reads the annotation of a method.
     *
     * @throws CatalogError if the method cannot be a case, names no rule or one that there is not, or narrows to what a rule is not about
     */
    static CaseMethod of(Method method, RuleCatalog rules) {
        String id = idOf(method);
        requireRunnable(method, id);
        Case annotation = method.getAnnotation(Case.class);
        if (annotation.rule().length == 0) {
            throw new CatalogError("case " + id + " names no rule");
        }
        List<Rule> tried = Arrays.stream(annotation.rule())
                .map(rule -> rules.find(rule)
                        .orElseThrow(() ->
                                new CatalogError("case " + id + " names rule '" + rule + "', which there is not")))
                .toList();
        CaseMethod result = new CaseMethod(
                method,
                tried,
                annotation.title().isEmpty() ? words(method.getName()) : annotation.title(),
                parsed(annotation.profiles(), Profile::parse),
                parsed(annotation.networks(), NetworkKind::parse),
                parsed(annotation.transports(), PlaneMode::new));
        tried.forEach(result::requireWithin);
        return result;
    }

    private void requireWithin(Rule rule) {
        boolean within = rule.profiles().containsAll(profiles)
                && rule.networks().containsAll(networks)
                && rule.transports().containsAll(transports);
        if (!within) {
            throw new CatalogError(
                    "case " + id() + " narrows to what rule " + rule + " is not about: the rule has profiles "
                            + rule.profiles() + ", networks " + rule.networks() + ", transports " + rule.transports());
        }
        if (!rule.testable()) {
            throw new CatalogError("case " + id() + " tries rule " + rule + ", which is said to be untestable");
        }
    }

    private static void requireRunnable(Method method, String id) {
        Class<?> owner = method.getDeclaringClass();
        boolean runnable = Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && method.getReturnType() == void.class
                && Arrays.equals(method.getParameterTypes(), new Class<?>[] {Trial.class})
                && Modifier.isPublic(owner.getModifiers())
                && Arrays.stream(owner.getConstructors()).anyMatch(made -> made.getParameterCount() == 0);
        if (!runnable) {
            throw new CatalogError("case " + id + " cannot be run: expected 'public void " + method.getName()
                    + "(Trial trial)' in a public class with a public constructor without arguments");
        }
    }

    private static <T> Set<T> parsed(String[] labels, Function<String, T> parse) {
        return Arrays.stream(labels).map(parse).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String words(String camelCase) {
        return camelCase.replaceAll("(\\p{Upper}|\\d+)", " $1").toLowerCase(Locale.ROOT);
    }

    private static String idOf(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    /** Returns the id: {@code SharedServerCases.shouldGiveOneServer}. */
    public String id() {
        return idOf(method);
    }

    /** Returns the profiles in which it tries a rule. */
    public Set<Profile> profilesOf(Rule rule) {
        return profiles.isEmpty() ? rule.profiles() : profiles;
    }

    /** Returns the networks on which it tries a rule; on loopback means through a proxy as well, if the rule does. */
    public Set<NetworkKind> networksOf(Rule rule) {
        if (networks.isEmpty()) {
            return rule.networks();
        }
        Set<NetworkKind> narrowed = new LinkedHashSet<>(networks);
        if (networks.contains(NetworkKind.LOOPBACK) && rule.networks().contains(NetworkKind.PROXIED)) {
            narrowed.add(NetworkKind.PROXIED);
        }
        return narrowed;
    }

    /** Returns the transports on which it tries a rule. */
    public Set<PlaneMode> transportsOf(Rule rule) {
        return transports.isEmpty() ? rule.transports() : transports;
    }

    /**
     * Runs the case on a fresh object.
     *
     * @throws Throwable what the case throws, unwrapped
     */
    public void run(Trial trial) throws Throwable {
        Object fresh = method.getDeclaringClass().getConstructor().newInstance();
        try {
            method.invoke(fresh, trial);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @Override
    public String toString() {
        return id();
    }
}
