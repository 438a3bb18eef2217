package io.seatrial.testkit.catalog;

import io.seatrial.testkit.rule.RuleFile;
import java.util.List;

/** Adds rules and cases to the catalogue. Found by {@link java.util.ServiceLoader}; needs a public constructor without arguments. */
public interface CaseProvider {

    /** Returns the files with the rules that this provider adds, in order; none if its cases try rules of others. */
    List<RuleFile> ruleFiles();

    /** Returns the classes whose methods are cases, in order. Nothing is searched for: a class that is not listed is not run. */
    List<Class<?>> caseClasses();
}
