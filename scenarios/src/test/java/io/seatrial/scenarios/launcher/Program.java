package io.seatrial.scenarios.launcher;

/** What the launcher is given to run: it says that it ran, and with what. */
final class Program {

    private Program() {}

    public static void main(String[] args) {
        System.out.println("ran " + String.join(" ", args));
    }
}
