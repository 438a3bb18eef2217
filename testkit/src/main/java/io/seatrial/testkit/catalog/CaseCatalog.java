package io.seatrial.testkit.catalog;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.rule.RuleCatalog;
import io.seatrial.testkit.rule.RuleFile;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** All rules and all cases, in a stable order: that of the providers' lists, methods by name. */
public final class CaseCatalog {

    private final RuleCatalog rules;
    private final Map<String, CaseMethod> cases;

    private CaseCatalog(RuleCatalog rules, Map<String, CaseMethod> cases) {
        this.rules = rules;
        this.cases = cases;
    }

    /** Returns the catalogue of the providers that {@link ServiceLoader} finds, in the order of their class names. */
    public static CaseCatalog load() {
        List<CaseProvider> providers = new ArrayList<>();
        ServiceLoader.load(CaseProvider.class, CaseProvider.class.getClassLoader())
                .forEach(providers::add);
        providers.sort(Comparator.comparing(provider -> provider.getClass().getName()));
        return of(providers.toArray(CaseProvider[]::new));
    }

    /**
     * Returns the catalogue of some providers.
     *
     * @throws io.seatrial.testkit.rule.RuleError if a rule file cannot be used
     * @throws CatalogError if a case cannot be used or its id is used twice
     */
    public static CaseCatalog of(CaseProvider... providers) {
        List<RuleFile> files = new ArrayList<>();
        for (CaseProvider provider : providers) {
            files.addAll(provider.ruleFiles());
        }
        RuleCatalog rules = RuleCatalog.of(files);
        Map<String, CaseMethod> cases = new LinkedHashMap<>();
        for (CaseProvider provider : providers) {
            for (Class<?> type : provider.caseClasses()) {
                casesOf(type, rules).forEach(found -> addOnce(cases, found));
            }
        }
        return new CaseCatalog(rules, cases);
    }

    private static List<CaseMethod> casesOf(Class<?> type, RuleCatalog rules) {
        List<CaseMethod> found = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Case.class))
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> CaseMethod.of(method, rules))
                .toList();
        if (found.isEmpty()) {
            throw new CatalogError(type.getName() + " is listed but has no cases");
        }
        return found;
    }

    private static void addOnce(Map<String, CaseMethod> cases, CaseMethod found) {
        CaseMethod other = cases.putIfAbsent(found.id(), found);
        if (other != null) {
            throw new CatalogError("two cases have the id " + found.id() + ": in "
                    + other.method().getDeclaringClass().getName() + " and in "
                    + found.method().getDeclaringClass().getName());
        }
    }

    /** Returns the rules. */
    public RuleCatalog rules() {
        return rules;
    }

    /** Returns the cases. */
    public Collection<CaseMethod> cases() {
        return List.copyOf(cases.values());
    }

    /** Returns the cases that try a rule. */
    public List<CaseMethod> casesOf(Rule rule) {
        return cases.values().stream()
                .filter(candidate -> candidate.rules().contains(rule))
                .toList();
    }
}
