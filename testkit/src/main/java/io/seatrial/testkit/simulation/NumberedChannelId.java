package io.seatrial.testkit.simulation;

import io.netty.channel.ChannelId;

/**
 * The n-th channel of a world. Netty's own ids hold the time and the number of the process, and a channel's hash code is its id's: with
 * these, maps and sets of channels have the same order in every run.
 */
record NumberedChannelId(int number) implements ChannelId {

    @Override
    public String asShortText() {
        return "sim" + number;
    }

    @Override
    public String asLongText() {
        return asShortText();
    }

    @Override
    public int compareTo(ChannelId other) {
        return other instanceof NumberedChannelId numbered
                ? Integer.compare(number, numbered.number)
                : asLongText().compareTo(other.asLongText());
    }
}
