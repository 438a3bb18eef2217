package io.seatrial.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

/** Any text where an instance, or the name of its file, is expected: both lie in places that others can write to. */
@Tag("fuzz")
class InstanceFuzzTest {

    @FuzzTest
    void instanceJson(byte[] bytes) {
        Instance instance;
        try {
            instance = Instance.fromJson(new String(bytes, StandardCharsets.UTF_8));
        } catch (MalformedInstanceException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
            return;
        }
        assertThat(Instance.fromJson(instance.toJson())).isEqualTo(instance);
        assertThat(EntryName.spells(EntryName.of(instance.id()), instance.id()))
                .as("the file of %s is found again", instance.id())
                .isTrue();
    }

    @FuzzTest
    void entryName(byte[] bytes) {
        String key = EntryName.decode(new String(bytes, StandardCharsets.UTF_8));
        assertThat(EntryName.decode(EntryName.encode(key))).isEqualTo(key);
    }
}
