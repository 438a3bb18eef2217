package io.seatrial.scenarios.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class AdapterOptionsTest {

    @Command
    private static final class Any {

        @Mixin
        private AdapterOptions adapter;
    }

    private static String words(String... arguments) {
        Any any = new Any();
        new CommandLine(any).parseArgs(arguments);
        return any.adapter.words();
    }

    @Test
    void shouldNeedNoWordsForTheReference() {
        assertThat(words()).isEmpty();
    }

    @Test
    void shouldGiveTheOptionsBackAsAShellTakesThem() {
        assertThat(words("--adapter", "mine", "--adapter-path", "mine.jar:lib/a.jar"))
                .isEqualTo(" --adapter mine --adapter-path mine.jar:lib/a.jar");
        assertThat(words("--adapter", "mine", "--adapter-path", "my plane's.jar"))
                .isEqualTo(" --adapter mine --adapter-path 'my plane'\\''s.jar'");
    }
}
