package io.seatrial.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What every package and class owes the others, whatever it does. */
public final class Shape {

    private static final Set<String> MUTABLE_BY_TYPE = Set.of(
            "java.util.HashMap",
            "java.util.LinkedHashMap",
            "java.util.TreeMap",
            "java.util.HashSet",
            "java.util.LinkedHashSet",
            "java.util.TreeSet",
            "java.util.ArrayList",
            "java.util.ArrayDeque",
            "java.util.LinkedList");

    private Shape() {}

    /** Returns the rules that hold in every module. */
    public static Stream<ArchRule> all() {
        return Stream.of(packagesAreDescribed(), noMutableStatics());
    }

    /** Returns the rule that each package has a {@code package-info} and is {@code @NullMarked}. */
    static ArchRule packagesAreDescribed() {
        return classes()
                .should(new ArchCondition<>("have a @NullMarked package-info") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean described = type.getPackage()
                                .tryGetPackageInfo()
                                .filter(info -> info.isAnnotatedWith(NullMarked.class))
                                .isPresent();
                        if (!described) {
                            events.add(violated(type, type.getPackageName() + " has no @NullMarked package-info.java"));
                        }
                    }
                })
                .allowEmptyShould(true);
    }

    /**
     * Returns the rule that state belongs to objects: two processes of a test share one JVM. It goes by declared types, so a mutable map
     * behind a constant of type {@code Map} escapes it.
     */
    static ArchRule noMutableStatics() {
        return noFields()
                .that(areStatic())
                .should()
                .notBeFinal()
                .orShould(haveMutableType())
                .because("state of a process is a field of ProcessScope")
                .allowEmptyShould(true);
    }

    /** Returns the rule that a transport shows the rest nothing but its provider, which {@code ServiceLoader} finds. */
    static ArchRule transportsAreClosed() {
        return classes()
                .that()
                .resideInAPackage("io.seatrial.transport..")
                .and()
                .areTopLevelClasses()
                .and()
                .haveSimpleNameNotEndingWith("Provider")
                .should()
                .notBePublic()
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaField> areStatic() {
        return describe(
                "are static",
                field -> field.getModifiers().contains(JavaModifier.STATIC)
                        && !field.getModifiers().contains(JavaModifier.SYNTHETIC));
    }

    private static ArchCondition<JavaField> haveMutableType() {
        return new ArchCondition<>("have a mutable type") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                JavaClass type = field.getRawType();
                boolean mutable = MUTABLE_BY_TYPE.contains(type.getName())
                        || isAtomic(type)
                        || type.isAssignableTo(ConcurrentMap.class)
                        || type.isAssignableTo(Executor.class);
                events.add(new SimpleConditionEvent(
                        field, mutable, field.getDescription() + " has the mutable type " + type.getName()));
            }
        };
    }

    /** A field updater lies in the same package, but the state that it changes belongs to objects. */
    private static boolean isAtomic(JavaClass type) {
        return type.getPackageName().startsWith("java.util.concurrent.atomic")
                && !type.getName().endsWith("FieldUpdater");
    }
}
