package io.seatrial.testkit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.spi.Capability;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCatalogTest {

    private static final String HEAD = """
            subject: Forged
            defaults:
              level: MUST
              profiles: [reference]
              networks: [loopback, simulated]
              transports: [tcp]
              why: because
              source: here
              hint: there
            rules:
            """;

    private static RuleCatalog read(String... files) {
        List<RuleFile> all = new java.util.ArrayList<>();
        for (String yaml : files) {
            all.add(new RuleFile("forged-" + (all.size() + 1) + ".yaml", yaml));
        }
        return RuleCatalog.of(all);
    }

    @Test
    void shouldReadARuleWithItsDefaults() {
        Rule rule = read(HEAD + "  - id: SHARED-03\n    text: One.\n    transports: [http]\n    needs: [network-io]\n")
                .require("SHARED-03");

        assertThat(rule.subject()).isEqualTo("Forged");
        assertThat(rule.level()).isEqualTo(Level.MUST);
        assertThat(rule.networks()).containsExactly(NetworkKind.LOOPBACK, NetworkKind.SIMULATED, NetworkKind.PROXIED);
        assertThat(rule.transports()).as("replaces the default").containsExactly(PlaneMode.HTTP);
        assertThat(rule.needs()).containsExactly(Capability.NETWORK_IO);
        assertThat(rule.text(Profile.REFERENCE)).isEqualTo("One.");
        assertThat(rule.testable()).isTrue();
    }

    @Test
    void shouldTryThroughAProxyWhatIsTriedOnLoopbackAndNothingElse() {
        RuleCatalog catalog = read(HEAD + """
                  - {id: A-01, text: x, networks: [loopback]}
                  - {id: A-02, text: x, networks: [simulated]}
                """);

        assertThat(catalog.require("A-01").networks()).contains(NetworkKind.PROXIED);
        assertThat(catalog.require("A-02").networks()).containsExactly(NetworkKind.SIMULATED);
    }

    @Test
    void shouldRefuseATextThatAHashCutsShort() {
        assertThatThrownBy(() -> read(HEAD + "  - id: ONE-01\n    text: It was wrong once (#12, #13).\n"))
                .isInstanceOf(RuleError.class)
                .hasMessage("forged-1.yaml:12: 'text' ends before '#', which begins a comment: "
                        + "put the text between quotation marks");
        assertThat(read(HEAD + "  - id: ONE-01 # a comment\n    text: \"It was wrong once (#12, #13).\"\n")
                        .require("ONE-01")
                        .text(Profile.REFERENCE))
                .isEqualTo("It was wrong once (#12, #13).");
    }

    @Test
    void shouldReadATextForEachProfile() {
        Rule rule = read(HEAD + """
                          - id: SHARED-03
                            profiles: [reference, dynamo-1.0]
                            texts: {reference: One., dynamo-1.0: Another.}
                            untestable: Nobody can see it.
                        """).require("SHARED-03");

        assertThat(rule.text(Profile.DYNAMO_1_0)).isEqualTo("Another.");
        assertThat(rule.distinctTexts()).containsExactly("One.", "Another.");
        assertThat(rule.testable()).isFalse();
    }

    @Test
    void shouldKeepTheOrderOfTheFiles() {
        RuleCatalog catalog =
                read(HEAD + "  - {id: B-01, text: x}\n  - {id: A-02, text: x}\n", HEAD + "  - {id: A-01, text: x}\n");

        assertThat(catalog.all()).extracting(Rule::id).containsExactly("B-01", "A-02", "A-01");
    }

    @Test
    void shouldRefuseAnIdThatIsUsedTwice() {
        String file = HEAD + "  - {id: A-01, text: x}\n";

        assertThatThrownBy(() -> read(file, file)).hasMessage("forged-2.yaml: rule A-01 is already in forged-1.yaml");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {id: A-01, text: x, colour: red}    | forged-1.yaml:11: unknown key 'colour', expected one of
                    {id: A-01}                          | rule A-01 holds in [reference] but has texts for []
                    {text: x}                           | forged-1.yaml:11: rule without id lacks 'id'
                    {id: shared-3, text: x}             | forged-1.yaml:11: 'shared-3' is no rule id
                    {id: A-01, text: x, level: MIGHT}   | unknown level 'MIGHT', expected one of MUST, SHOULD, MAY
                    {id: A-01, text: x, networks: [lo]} | unknown network 'lo', expected one of loopback, simulated
                    {id: A-01, text: x, profiles: [p]}  | Unknown profile 'p'
                    {id: A-01, text: x, needs: [money]} | unknown capability 'money', expected one of shared-server
                    {id: A-01, text: x, networks: []}   | rule A-01 names no network
                    {id: A-01, text: x, hint: ''}       | forged-1.yaml:11: 'hint' must be a text
                    {id: A-01, text: x, hint: [a]}      | forged-1.yaml:11: 'hint' must be a text
                    {id: A-01, text: x, networks: loopback} | forged-1.yaml:11: expected a list for 'networks'
                    {id: A-01, text: x, transports: [tcp, tcp]} | 'tcp' stands twice in 'transports'
                    {id: A-01, text: x, texts: {reference: y}}  | has 'text' and 'texts'
                    {id: A-01, text: x, text: y}        | the key 'text' stands twice
                    {id: A-01, text: x                  | forged-1.yaml:11: not YAML: while parsing a flow mapping in reader, line 11
                    """)
    void shouldRefuseARuleAndSayWhereAndWhy(String rule, String message) {
        assertThatThrownBy(() -> read(HEAD + "  - " + rule + "\n"))
                .isInstanceOf(RuleError.class)
                .hasMessageContaining(message)
                .hasMessageStartingWith("forged-1.yaml:");
    }

    @Test
    void shouldRefuseAFileWithoutRulesOrSubject() {
        assertThatThrownBy(() -> read("subject: x\n")).hasMessageContaining("the file holds no rules");
        assertThatThrownBy(() -> read("rules:\n  - {id: A-01}\n")).hasMessageContaining("'subject' must come before");
        assertThatThrownBy(() -> read("- 1\n"))
                .hasMessage("forged-1.yaml:1: expected a mapping with subject and rules");
        assertThatThrownBy(() -> read("title: x\n")).hasMessageContaining("unknown key 'title'");
        assertThatThrownBy(() -> read("defaults: {id: A-01}\n")).hasMessageContaining("an id cannot be a default");
    }

    @Test
    void shouldReadTheFilesOfAnIndex() {
        List<RuleFile> files = RuleFile.index(getClass().getClassLoader(), "rules/index.txt");

        assertThat(files).extracting(RuleFile::name).startsWith("config.yaml", "port.yaml");
        assertThatThrownBy(() -> RuleFile.resource(getClass().getClassLoader(), "rules/none.yaml"))
                .hasMessage("there is no rules/none.yaml on the class path");
    }
}
