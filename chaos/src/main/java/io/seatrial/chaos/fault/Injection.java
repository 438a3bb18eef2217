package io.seatrial.chaos.fault;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * One fault in its place: what, where, when, how often, and from which seed. The methods return a changed copy.
 *
 * @param name what the fault is called on its link; unique there
 * @param fault what goes wrong
 * @param target where
 * @param span when
 * @param probability the share of connections that is hit, drawn once for each; Toxiproxy's toxicity
 * @param seed what everything about this fault is drawn from; without one, its link's seed
 */
public record Injection(String name, Fault fault, Target target, Span span, double probability, OptionalLong seed) {

    /**
     * Checks what belongs together.
     *
     * @throws FaultException if the name is empty, the probability no probability, or the fault cannot have what it is given
     */
    public Injection {
        Check.require(!name.isEmpty(), "A fault needs a name");
        Check.require(
                probability >= 0 && probability <= 1,
                "The probability of " + name + " is " + probability + ": it must be from 0 to 1");
        Check.require(
                probability == 1 || fault.scope() != Fault.Scope.LINK,
                "The fault " + fault.type() + " acts on the link as a whole: it cannot have a probability of "
                        + probability);
        Check.require(
                target.moment().equals(Moment.AT_ONCE) || fault.scope() == Fault.Scope.STREAM,
                "The fault " + fault.type() + " does not act on bytes: it cannot wait for a moment of a connection");
    }

    /** Returns the fault everywhere, from now on, for every connection, on bytes to the client, with a name as Toxiproxy gives it. */
    public static Injection of(Fault fault) {
        return new Injection(
                defaultName(fault, Direction.DOWNSTREAM), fault, Target.ANYWHERE, Span.OPEN, 1, OptionalLong.empty());
    }

    /** Returns the fault on one direction, with the name that Toxiproxy gives it. */
    public static Injection of(Fault fault, Direction direction) {
        return of(fault).on(direction).named(defaultName(fault, direction));
    }

    static String defaultName(Fault fault, Direction direction) {
        return fault.type() + (fault.scope() == Fault.Scope.STREAM ? "_" + direction.text() : "");
    }

    /** Returns this under another name. */
    public Injection named(String newName) {
        return new Injection(newName, fault, target, span, probability, seed);
    }

    /** Returns this on the links of that name. */
    public Injection onLink(String link) {
        return at(new Target(link, target.direction(), target.moment()));
    }

    /** Returns this in that direction. */
    public Injection on(Direction direction) {
        return at(new Target(target.link(), direction, target.moment()));
    }

    /** Returns this from that moment of each connection on. */
    public Injection from(Moment moment) {
        return at(new Target(target.link(), target.direction(), moment));
    }

    /** Returns this in that place. */
    public Injection at(Target place) {
        return new Injection(name, fault, place, span, probability, seed);
    }

    /** Returns this for that time. */
    public Injection during(Span time) {
        return new Injection(name, fault, target, time, probability, seed);
    }

    /** Returns this from its injection on for that time. */
    public Injection lasting(Duration time) {
        return during(Span.lasting(time));
    }

    /** Returns this for a share of connections. */
    public Injection withProbability(double share) {
        return new Injection(name, fault, target, span, share, seed);
    }

    /** Returns this with a seed of its own. */
    public Injection withSeed(long own) {
        return new Injection(name, fault, target, span, probability, OptionalLong.of(own));
    }
}
