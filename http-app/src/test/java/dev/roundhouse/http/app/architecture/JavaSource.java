package dev.roundhouse.http.app.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The types and methods that a Java file declares, as the compiler parses it.
 *
 * @param packageName the package that it declares; empty for a module declaration
 */
public record JavaSource(SourceFile file, String packageName, List<DeclaredType> types, List<DeclaredMethod> methods) {
    /**
     * A type of any nesting, but no anonymous one.
     *
     * @param isPublic it and all types around it are public
     */
    public record DeclaredType(String name, boolean isTopLevel, boolean isPublic) {}

    /**
     * A method or a constructor.
     *
     * @param lineCount from its first modifier or annotation to its closing brace
     */
    public record DeclaredMethod(String name, int line, int lineCount) {}

    /** The sources of the repository, parsed once for all tests of a JVM. */
    public static List<JavaSource> ofReactor() {
        return Reactor.SOURCES;
    }

    private static final class Reactor {
        static final List<JavaSource> SOURCES = parse();

        private static List<JavaSource> parse() {
            try {
                return JavaSource.parse(SourceTree.ofReactor().files());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static List<JavaSource> parse(List<SourceFile> files) throws IOException {
        Map<URI, SourceFile> byUri = files.stream()
                .filter(SourceFile::isJava)
                .collect(Collectors.toMap(file -> new Text(file).toUri(), Function.identity()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Text> texts = byUri.values().stream().map(Text::new).toList();
        JavacTask task = (JavacTask) compiler.getTask(null, null, diagnostic -> {}, List.of("-proc:none"), null, texts);
        List<JavaSource> sources = new ArrayList<>();
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        for (CompilationUnitTree unit : task.parse()) {
            sources.add(new Declarations(unit, positions)
                    .collect(byUri.get(unit.getSourceFile().toUri())));
        }
        return sources;
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String content;

        Text(SourceFile file) {
            super(URI.create("text:/" + file.path()), JavaFileObject.Kind.SOURCE);
            this.content = file.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return content;
        }
    }

    private static final class Declarations extends TreePathScanner<Void, Void> {
        private final List<DeclaredType> types = new ArrayList<>();
        private final List<DeclaredMethod> methods = new ArrayList<>();
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        Declarations(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        JavaSource collect(SourceFile file) {
            scan(new TreePath(unit), null);
            String packageName =
                    unit.getPackageName() == null ? "" : unit.getPackageName().toString();
            return new JavaSource(file, packageName, types, methods);
        }

        @Override
        public Void visitClass(ClassTree node, Void unused) {
            if (!node.getSimpleName().isEmpty()) {
                Tree parent = getCurrentPath().getParentPath().getLeaf();
                types.add(
                        new DeclaredType(node.getSimpleName().toString(), parent == unit, isPublic(getCurrentPath())));
            }
            return super.visitClass(node, null);
        }

        /** The members of a public interface are public without a modifier. */
        private static boolean isPublic(TreePath path) {
            if (!(path.getLeaf() instanceof ClassTree type)) {
                return path.getLeaf() instanceof CompilationUnitTree;
            }
            Tree outer = path.getParentPath().getLeaf();
            boolean implicit = outer.getKind() == Tree.Kind.INTERFACE || outer.getKind() == Tree.Kind.ANNOTATION_TYPE;
            boolean declared = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
            return (declared || implicit) && isPublic(path.getParentPath());
        }

        @Override
        public Void visitMethod(MethodTree node, Void unused) {
            long start = positions.getStartPosition(unit, node);
            long end = positions.getEndPosition(unit, node);
            LineMap lines = unit.getLineMap();
            int first = (int) lines.getLineNumber(start);
            int count = (int) lines.getLineNumber(end) - first + 1;
            methods.add(new DeclaredMethod(node.getName().toString(), first, count));
            return super.visitMethod(node, null);
        }
    }
}
