package io.seatrial.testkit.forged;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.catalog.CaseProvider;
import io.seatrial.testkit.rule.RuleFile;
import java.util.List;

/** Makes catalogues of forged rules and cases. */
public final class ForgedCatalog {

    private static final int RULES = 15;

    private ForgedCatalog() {}

    /** Returns the catalogue of {@link ForgedCases}. */
    public static CaseCatalog ofForgedCases() {
        return of(yaml(), ForgedCases.class);
    }

    public static CaseCatalog of(String yaml, Class<?>... cases) {
        return CaseCatalog.of(provider(yaml, cases));
    }

    public static CaseProvider provider(String yaml, Class<?>... cases) {
        return new CaseProvider() {
            @Override
            public List<RuleFile> ruleFiles() {
                return List.of(new RuleFile("forged.yaml", yaml));
            }

            @Override
            public List<Class<?>> caseClasses() {
                return List.of(cases);
            }
        };
    }

    private static String yaml() {
        StringBuilder yaml = new StringBuilder("""
                subject: Forged
                defaults:
                  level: MUST
                  profiles: [reference]
                  networks: [loopback]
                  transports: [tcp]
                  why: The suite is tested by what is wrong on purpose.
                  source: forged
                  hint: nothing
                rules:
                """);
        for (int i = 1; i <= RULES; i++) {
            yaml.append(String.format("  - {id: FORGED-%02d, text: The rule number %d.", i, i));
            yaml.append(i == 14 ? ", needs: [response-caller]}\n" : "}\n");
        }
        return yaml.toString();
    }
}
