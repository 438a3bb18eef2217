package io.seatrial.chaos.random;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A request of a plan.
 *
 * @param number its number in the plan, from 1
 * @param at when it is sent, from the beginning of the workload
 * @param worker the worker that it names; without one the router chooses
 * @param size how many characters the request is filled with
 * @param items how many items its handler answers with
 * @param itemSize how many characters each item is filled with
 * @param pause how long the handler waits before each item
 * @param work what the handler does
 * @param cancel how the caller gives it up
 * @param cancelAfter how long after it was sent
 * @param oneByOne whether the caller asks for one item at a time, or for all at once
 */
public record PlannedRequest(
        int number,
        Duration at,
        OptionalInt worker,
        int size,
        int items,
        int itemSize,
        Duration pause,
        Work work,
        Cancel cancel,
        Duration cancelAfter,
        boolean oneByOne) {

    /** What a handler does with a request. */
    public enum Work {
        /** Answers with all items. */
        ANSWER,
        /** Refuses it before the answer begins. */
        REFUSE,
        /** Fails when half of the items are sent. */
        BREAK
    }

    /** How a caller gives a request up. */
    public enum Cancel {
        /** Not at all. */
        NONE,
        /** It asks the handler to stop. */
        STOP,
        /** It tells the handler to break off. */
        KILL,
        /** It drops the stream, or the request if there is no stream yet. */
        DROP
    }

    /** Creates a request. */
    public PlannedRequest {
        Objects.requireNonNull(work, "work");
        Objects.requireNonNull(cancel, "cancel");
    }

    /** Returns the request itself, a JSON value; unique in a plan. */
    String json() {
        return "{\"request\":" + number + ",\"fill\":\"" + fill(size) + "\"}";
    }

    /** Returns an item of its answer, a JSON value. */
    String item(int index) {
        return "{\"request\":" + number + ",\"item\":" + index + ",\"fill\":\"" + fill(itemSize) + "\"}";
    }

    private String fill(int length) {
        String digits = number + "-";
        return digits.repeat(length / digits.length() + 1).substring(0, length);
    }

    /** Returns how many items the handler sends. */
    int sent() {
        return switch (work) {
            case ANSWER -> items;
            case REFUSE -> 0;
            case BREAK -> items / 2;
        };
    }

    /** Returns whether it ends with all its items if nothing goes wrong. */
    boolean mustSucceed() {
        return work == Work.ANSWER && cancel == Cancel.NONE;
    }

    /** Returns the request in a line: {@code r7: 3 items of 120 characters, stopped after 12 ms}. */
    public String describe() {
        StringBuilder text = new StringBuilder("r" + number + ": ");
        text.append(items)
                .append(items == 1 ? " item" : " items")
                .append(" of ")
                .append(itemSize);
        text.append(" characters, ").append(pause.toMillis()).append(" ms before each");
        if (worker.isPresent()) {
            text.append(", at ").append(Role.worker(worker.getAsInt()));
        }
        if (size > 0) {
            text.append(", request of ").append(size);
        }
        switch (work) {
            case ANSWER -> {}
            case REFUSE -> text.append(", refused by its handler");
            case BREAK -> text.append(", its handler fails after ").append(sent());
        }
        if (cancel != Cancel.NONE) {
            text.append(", ")
                    .append(
                            switch (cancel) {
                                case STOP -> "stopped";
                                case KILL -> "killed";
                                default -> "dropped";
                            });
            text.append(" after ").append(cancelAfter.toMillis()).append(" ms");
        }
        return text.toString();
    }
}
