package io.seatrial.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiDocsTest {

    @TempDir
    private Path sources;

    @Test
    void shouldFindNoUndocumentedApiInThisModule() throws IOException {
        assertThat(ApiDocs.undocumented(Path.of("src", "main", "java"), any -> true))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    public class A {}                                    | A.java:2 A
                    public interface A {}                                | A.java:2 A
                    /** Ok. */ public class A { public int f; }          | A.java:2 A.f
                    /** Ok. */ public class A { public A() {} }          | A.java:2 A.<init>
                    /** Ok. */ public class A { protected void m() {} }  | A.java:2 A.m
                    /** Ok. */ public interface A { void m(); }          | A.java:2 A.m
                    /** Ok. */ public interface A { record B() {} }      | A.java:2 B
                    /** Ok. */ public enum A { ONE }                     | A.java:2 A.ONE
                    /** Ok. */ public record A() { public int m() { return 0; } } | A.java:2 A.m
                    /** @since 1 */ public class A {}                    | A.java:2 A
                    """)
    void shouldFindWhatHasNoComment(String type, String expected) throws IOException {
        write(type);

        assertThat(ApiDocs.undocumented(sources, any -> true)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    class A { public void m() {} }
                    /** Ok. */ public class A { private int f; void m() {} private class B { public void m() {} } }
                    /** Ok. */ public record A(int x) { public A { } @Override public String toString() { return ""; } }
                    /** Ok. */ public interface A { private void m() {} }
                    /** Ok. */ public interface A { /** {@return the size} */ int size(); }
                    /** Ok. */ public class A { /** Ok. */ public Object m() { int x = 0; return new Object() { public void n() {} }; } }
                    """)
    void shouldAskNothingOfTheRest(String type) throws IOException {
        write(type);

        assertThat(ApiDocs.undocumented(sources, any -> true)).isEmpty();
    }

    @Test
    void shouldLookOnlyAtThePackagesAskedFor() throws IOException {
        write("public class A {}");

        assertThat(ApiDocs.undocumented(sources, "another"::equals)).isEmpty();
    }

    private void write(String type) throws IOException {
        Files.writeString(sources.resolve("A.java"), "package some;\n" + type + "\n");
    }
}
