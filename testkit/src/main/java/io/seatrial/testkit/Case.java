package io.seatrial.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a case: a public method {@code void shouldXxx(Trial trial)} of a public class with a public constructor without arguments, listed by
 * a {@link io.seatrial.testkit.catalog.CaseProvider}. It runs once for each transport, network and profile of its rule, each time on a fresh
 * object. The three lists narrow that, for a rule that needs different cases in different places; together they must cover the rule.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Case {

    /** The ids of the rules that the case tries; more than one only where they are truly one behaviour. */
    String[] rule();

    /** What is tried, if the name of the method does not say it. */
    String title() default "";

    /** Labels of profiles; empty means those of the rule. */
    String[] profiles() default {};

    /** Labels of networks; empty means those of the rule. */
    String[] networks() default {};

    /** Names of transports; empty means those of the rule. */
    String[] transports() default {};
}
