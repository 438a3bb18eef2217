package io.seatrial.architecture;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds public API without a comment. It asks for one sentence on each public or protected type, constructor, method, field and enum
 * constant, and for no tags: {@code @param} and {@code @return} are written where they say more than the names do. Nothing is asked of
 * what explains itself or is explained elsewhere: overriding methods, record components, constructors of records.
 */
public final class ApiDocs {

    private ApiDocs() {}

    /**
     * Returns each undocumented piece of API as {@code file:line name}, in the order of the files' names.
     *
     * @param sources a source root
     * @param packages which packages are API
     */
    public static List<String> undocumented(Path sources, Predicate<String> packages) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(sources)) {
            files = tree.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            DocTrees docs = DocTrees.instance(task);
            List<String> missing = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                if (packages.test(String.valueOf(unit.getPackageName()))) {
                    new Scanner(unit, docs, missing).scan(unit, null);
                }
            }
            return missing;
        }
    }

    /** Walks what is visible from outside, and nothing below what is not. */
    private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree unit;
        private final DocTrees docs;
        private final List<String> missing;

        Scanner(CompilationUnitTree unit, DocTrees docs, List<String> missing) {
            this.unit = unit;
            this.docs = docs;
            this.missing = missing;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            if (!isVisible(type.getModifiers().getFlags())) {
                return null;
            }
            require(type, type.getSimpleName().toString());
            return super.visitClass(type, unused);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            boolean ofRecord = owner().getKind() == Tree.Kind.RECORD && method.getReturnType() == null;
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            if (isVisible(method.getModifiers().getFlags()) && !ofRecord && !overrides) {
                require(method, owner().getSimpleName() + "." + method.getName());
            }
            return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree field, @Nullable Void unused) {
            if (isVisible(field.getModifiers().getFlags())) {
                require(field, owner().getSimpleName() + "." + field.getName());
            }
            return null;
        }

        private boolean isVisible(Set<Modifier> modifiers) {
            return modifiers.contains(Modifier.PUBLIC)
                    || modifiers.contains(Modifier.PROTECTED)
                    || (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree owner
                            && (owner.getKind() == Tree.Kind.INTERFACE || owner.getKind() == Tree.Kind.ANNOTATION_TYPE)
                            && !modifiers.contains(Modifier.PRIVATE));
        }

        private ClassTree owner() {
            return (ClassTree) getCurrentPath().getParentPath().getLeaf();
        }

        private void require(Tree tree, String name) {
            DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
            if (comment == null || comment.getFirstSentence().isEmpty()) {
                long position = docs.getSourcePositions().getStartPosition(unit, tree);
                missing.add(Path.of(unit.getSourceFile().getName()).getFileName() + ":"
                        + unit.getLineMap().getLineNumber(position) + " " + name);
            }
        }
    }
}
