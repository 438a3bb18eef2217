package io.seatrial.testkit.forged;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** What a method of an adapter can do instead of its work. */
public enum Trouble {
    THROWS {
        @Override
        Object make() {
            throw new IllegalStateException("forged trouble");
        }
    },
    THROWS_AN_ERROR {
        @Override
        Object make() {
            throw new StackOverflowError("forged trouble");
        }
    },
    RETURNS_NULL {
        @Override
        Object make() {
            return null;
        }
    },
    NEVER_COMPLETES {
        @Override
        Object make() {
            return new CompletableFuture<>();
        }
    },
    HANGS {
        @Override
        Object make() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("interrupted at last");
        }
    };

    abstract Object make();
}
